//! The tests of the whole program, in one binary. `tests/README.md` says how to add one and how to renew expected texts.
#![allow(clippy::disallowed_methods, reason = "tests and measurements make the files that the program meets")]

mod attack;
mod audit;
mod bad;
#[path = "../fuzz/bodies/mod.rs"]
mod bodies;
mod cases;
mod charts;
mod commands;
mod crossed;
mod draft;
mod drawn;
mod edges;
mod export;
mod faults;
mod folder;
mod foreign;
mod fuzz;
mod golden;
mod holds;
mod import;
mod invent;
mod invented;
mod judge;
mod layers;
mod lengths;
mod letters;
mod limits;
mod machine;
mod meaning;
mod money;
mod numbers;
mod page;
mod properties;
mod references;
mod repository;
mod resolving;
mod robust;
mod sheets;
mod start;
mod support;
mod trace;
mod units;
mod verify;
mod vision;
mod watch;
