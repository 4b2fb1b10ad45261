//! What is done with the bytes of a fuzzer. Each body takes any bytes, and panics where something does not hold; so a fuzzer
//! that is led by coverage can run it, and the tests, over the corpus and over seeded changes of it.

mod files;
mod references;
mod tables;
mod texts;
mod values;

/// A body.
pub type Body = fn(&[u8]);

/// Every body by the name of its target and of its corpus, and how often the tests change its corpus: together a quarter of
/// a minute.
pub const BODIES: &[(&str, Body, usize)] = &[
    ("csl", texts::csl, 60),
    ("dates", values::dates, 4000),
    ("definitions", texts::definitions, 60),
    ("locators", texts::locators, 100),
    ("packages", packages, 30),
    ("phrases", values::phrases, 4000),
    ("png", files::chart, 1000),
    ("references", references::references, 300),
    ("svg", files::chart, 1000),
    ("tables", tables::tables, 200),
    ("templates", texts::templates, 100),
    ("texts", texts::texts, 100),
];

/// Runs the body of that name.
#[allow(dead_code, reason = "the tests run all of them, a fuzzer one")]
pub fn run(name: &str, data: &[u8]) {
    let body = BODIES.iter().find(|(known, ..)| *known == name).expect("a body of that name");
    body.1(data);
}

/// A package, sound by construction, whose structure the bytes choose: every property of the properties' own test.
fn packages(data: &[u8]) {
    crate::holds::hold(&mut crate::invent::Choices::of_bytes(data));
}
