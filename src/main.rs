//! The `sinosov` program: see [`sinosov::cli`].

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// What a report is made of is many small texts, on all cores at once: a fifth of the time went into getting and giving back memory.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    sinosov::cli::main()
}
