//! How many figures there are, by rows and columns: the more, the darker. An empty field has no figure. Columns for which
//! there is no room side by side go on in a band below, with the names of the rows again.

pub(super) mod plot;
