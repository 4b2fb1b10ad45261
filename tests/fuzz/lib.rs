//! What the targets of the fuzzer run: the bodies that the tests run too, over what they need of the tests.

#[path = "bodies/mod.rs"]
pub mod bodies;
#[path = "../it/folder.rs"]
mod folder;
#[allow(dead_code, reason = "the tests count what became of a package; a fuzzer does not")]
#[path = "../it/holds.rs"]
mod holds;
#[allow(dead_code, reason = "a fuzzer has bytes where the tests have seeds")]
#[path = "../it/invent/mod.rs"]
mod invent;
