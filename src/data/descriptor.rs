//! `datapackage.json`: the head is written by hand, the description of the tables is generated from the schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::dataset::Dataset;
use super::flat::flat;
use super::hex;
use super::record::Work;
use super::schema::{FLAT, Field, Kind, TABLES, Table};
use super::table::RawTable;

/// The descriptor's file name in the package.
pub const DESCRIPTOR_FILE: &str = "datapackage.json";
/// The file that says how a package was made: what was coded and how, what is preferred, what is missing.
pub const METHOD_FILE: &str = "METHOD.md";

/// The descriptor with its sources and resources renewed; a package without one gets a plain head. A head that cannot be
/// read is never replaced, for it was written by hand.
pub(super) fn renewed(
    old: Option<&str>,
    tables: &BTreeMap<&'static str, RawTable>,
    dataset: &Dataset,
) -> Result<String, serde_json::Error> {
    let mut head = match old {
        Some(text) => serde_json::from_str::<Map<String, Value>>(text)?,
        None => Map::from_iter([("name".to_owned(), json!("dataset")), ("version".to_owned(), json!("0.0.0"))]),
    };
    let of_tables = TABLES.iter().filter_map(|schema| tables.get(schema.name)).filter(|table| table.is_there());
    let is_there = |name: &str| tables.get(name).is_some_and(RawTable::is_there);
    let of_table = |table: &RawTable| resource(table.schema, &table.fields(), &is_there, table.text());
    let mut resources: Vec<Value> = of_tables.map(of_table).collect();
    // In memory nothing fails that a table could be written to.
    let all: Vec<&Field> = FLAT.fields.iter().collect();
    resources.extend(flat(dataset).ok().map(|text| resource(&FLAT, &all, &is_there, &text)));
    for (key, value) in [("sources", sources(dataset)), ("resources", resources)] {
        head.shift_remove(key);
        head.insert(key.to_owned(), Value::Array(value));
    }
    Ok(serde_json::to_string_pretty(&head)? + "\n")
}

/// The works that were read, as the sources of the package.
fn sources(dataset: &Dataset) -> Vec<Value> {
    let source = |work: &Work| {
        let title = work.title.as_deref().unwrap_or(&work.short);
        let parts = [(!work.authors.is_empty()).then(|| work.authors.join("; ")), Some(title.to_owned())];
        let issued = work.issued.map(|date| date.to_string());
        let parts = parts.into_iter().chain([issued]).flatten().map(|part| part.trim_end_matches('.').to_owned());
        let mut source = json!({ "title": parts.collect::<Vec<_>>().join(". ") });
        if let Some(url) = &work.url {
            source["path"] = json!(url);
        }
        source
    };
    dataset.works.iter().filter(|work| work.consulted).map(source).collect()
}

/// The head of a descriptor, if it can be read.
pub(super) fn head(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

/// A table with those of its columns that its file has; it can refer to tables that are there.
fn resource(schema: &Table, fields: &[&Field], is_there: &dyn Fn(&str) -> bool, text: &str) -> Value {
    let described: Vec<Value> = fields.iter().map(|it| field(schema, it)).collect();
    json!({
        "name": schema.name,
        "path": schema.file(),
        "type": "table",
        "description": format!("One row is {}.", schema.row),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": text.len(),
        "hash": format!("sha256:{}", hex(&Sha256::digest(text.as_bytes()))),
        "schema": {
            "fields": described,
            "missingValues": [{ "value": "", "label": "not known" }],
            "primaryKey": schema.key().iter().map(|field| field.name).collect::<Vec<_>>(),
            "foreignKeys": foreign_keys(schema, fields, is_there),
        },
    })
}

/// In what the numbers of a column are counted.
fn unit(table: &Table, field: &Field) -> Option<&'static str> {
    match (table.name, field.name) {
        ("figures", "value" | "min" | "max") => Some("unit_id; where that is empty, unit_id of the quantity"),
        ("figures-flat", "value" | "min" | "max") => Some("unit"),
        ("units", "factor") => Some("base_unit_id"),
        ("rates", "value") => Some("to_unit_id for one of from_unit_id"),
        _ => None,
    }
}

fn field(table: &Table, field: &Field) -> Value {
    let mut constraints = Map::new();
    if field.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    let kind = match field.kind {
        Kind::Decimal => "number",
        _ => "string",
    };
    match field.kind {
        Kind::Id => {
            constraints.insert("unique".to_owned(), json!(true));
            constraints.insert("pattern".to_owned(), json!("[a-z][a-z0-9-]*"));
        }
        Kind::Date => {
            constraints.insert("pattern".to_owned(), json!("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"));
        }
        Kind::Digest => {
            constraints.insert("pattern".to_owned(), json!("[0-9a-f]{64}"));
        }
        Kind::Url => {
            constraints.insert("pattern".to_owned(), json!("https?://.+"));
        }
        Kind::Doi => {
            constraints.insert("pattern".to_owned(), json!("10\\.[0-9.]+/\\S+"));
        }
        Kind::Isbn => {
            constraints.insert("pattern".to_owned(), json!("[0-9X -]{10,17}"));
        }
        Kind::Language => {
            constraints.insert("pattern".to_owned(), json!("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"));
        }
        Kind::Choice(words) => {
            constraints.insert("enum".to_owned(), json!(words));
        }
        _ => {}
    }
    let mut json = json!({
        "name": field.name,
        "type": kind,
        "description": field.about,
        "example": field.example,
        "constraints": constraints,
    });
    if let Some(unit) = unit(table, field) {
        json["unit"] = json!(unit);
    }
    if let Some(says) = field.empty {
        json["missingValues"] = json!([{ "value": "", "label": says }]);
    }
    json
}

fn foreign_keys(schema: &Table, fields: &[&Field], is_there: &dyn Fn(&str) -> bool) -> Vec<Value> {
    let keys = fields.iter().filter_map(|field| match field.kind {
        Kind::Ref(target) if is_there(target) => {
            let key = super::schema::table(target)?.id()?;
            let resource = if target == schema.name { "" } else { target };
            Some(json!({"fields": [field.name], "reference": {"resource": resource, "fields": [key]}}))
        }
        _ => None,
    });
    keys.collect()
}
