//! Value types: what the cells of a package mean, without any input or output.

mod date;
pub mod exact;
mod forest;
mod interval;
mod lang;
mod number;
mod numeral;
mod phrase;

pub use date::{Date, DateError, Period};
pub use forest::{Forest, circles};
pub use interval::{About, Bound, Interval};
pub use lang::{Lang, NoLang};
pub use number::{NumberError, parse_decimal};
pub use numeral::{ENDLESS, Numeral, has_decimal_comma, numerals};
pub use phrase::{Reading, number_places, numbers_in, words};
