//! `sinosov report`.
use anyhow::Result;
use super::{Global, Outcome};
#[derive(Debug, clap::Subcommand)]
pub(super) enum Verb { List }
pub(super) fn run(_verb: &Verb, _global: &Global) -> Result<Outcome> { Ok(Outcome::default()) }
