//! Invented packages and reports, sound by construction or nearly so, each from a seed or from the bytes of a fuzzer.
//!
//! What a quantity is truly worth is chosen first; figures, parts and units then tell of it, as works do. So the tests know
//! what the program must find.

mod choices;
mod figures;
mod package;
mod report;
mod structure;
pub mod words;

pub use choices::Choices;
pub use package::Invented;
pub use report::definition;
