//! Report definitions -> charts, data and text.

pub mod files;
