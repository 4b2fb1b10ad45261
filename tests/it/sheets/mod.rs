//! `sinosov import FILE`: spreadsheets come back.

mod nasty;
mod random;
mod verb;
