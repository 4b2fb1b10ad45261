#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sinosov_fuzz::bodies::run("references", data));
