//! The `sinosov` program: see [`sinosov::cli`].

fn main() -> std::process::ExitCode {
    sinosov::cli::main()
}
