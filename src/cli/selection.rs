//! The selection flags, one set for every verb that selects.

use clap::Args;

use crate::frame::Selection;

/// Which figures or quantities are meant; each flag may be given several times.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Selection")]
pub(super) struct Flags {
    /// Category, with its sub-categories: credit, arms, aircraft, people …
    #[arg(long, value_name = "ID")]
    category: Vec<String>,
    /// Item within a category: bombers, shells …
    #[arg(long, value_name = "ITEM")]
    item: Vec<String>,
    /// Who gives: ussr …
    #[arg(long, value_name = "ID")]
    provider: Vec<String>,
    /// Who receives: roc, ccp, prc …
    #[arg(long, value_name = "ID")]
    recipient: Vec<String>,
    /// Stage: promised, agreed, ordered, sent, delivered …
    #[arg(long, value_name = "ID")]
    stage: Vec<String>,
    /// Only periods that begin on this date or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only periods that end on this date or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only figures of this work
    #[arg(long, value_name = "ID")]
    work: Vec<String>,
    /// Only figures of works of this tier, 1 (primary) to 4 (popular)
    #[arg(long, value_name = "1-4")]
    tier: Vec<u8>,
    /// core or context
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,
}

impl Flags {
    pub(super) fn selection(&self) -> Selection {
        Selection {
            quantity: Vec::new(),
            category: self.category.clone(),
            item: self.item.clone(),
            provider: self.provider.clone(),
            recipient: self.recipient.clone(),
            stage: self.stage.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            work: self.work.clone(),
            tier: self.tier.clone(),
            scope: self.scope.clone(),
        }
    }
}
