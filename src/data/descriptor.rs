//! `datapackage.json`: the head is written by hand, the description of the tables is generated from the schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::hex;
use super::schema::{Field, Kind, TABLES, Table};
use super::table::RawTable;

/// The descriptor's file name in the package.
pub const DESCRIPTOR_FILE: &str = "datapackage.json";

/// The descriptor with its resources renewed; a package without one gets a plain head. A head that cannot be read is
/// never replaced, for it was written by hand.
pub(super) fn renewed(
    old: Option<&str>,
    tables: &BTreeMap<&'static str, RawTable>,
) -> Result<String, serde_json::Error> {
    let mut head = match old {
        Some(text) => serde_json::from_str::<Map<String, Value>>(text)?,
        None => Map::from_iter([("name".to_owned(), json!("dataset")), ("version".to_owned(), json!("0.0.0"))]),
    };
    let resources = TABLES.iter().filter_map(|schema| tables.get(schema.name)).map(resource);
    head.insert("resources".to_owned(), Value::Array(resources.collect()));
    Ok(serde_json::to_string_pretty(&head)? + "\n")
}

/// The version that a descriptor names.
pub(super) fn version(text: &str) -> Option<String> {
    let head: Map<String, Value> = serde_json::from_str(text).ok()?;
    head.get("version")?.as_str().map(str::to_owned)
}

fn resource(table: &RawTable) -> Value {
    let schema = table.schema;
    let fields: Vec<Value> = schema.fields.iter().map(field).collect();
    json!({
        "name": schema.name,
        "path": schema.file(),
        "type": "table",
        "description": format!("One row is {}.", schema.row),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.text().len(),
        "hash": format!("sha256:{}", hex(&Sha256::digest(table.text().as_bytes()))),
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": [schema.fields[0].name],
            "foreignKeys": foreign_keys(schema),
        },
    })
}

fn field(field: &Field) -> Value {
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
        Kind::Choice(words) => {
            constraints.insert("enum".to_owned(), json!(words));
        }
        _ => {}
    }
    json!({
        "name": field.name,
        "type": kind,
        "description": field.about,
        "example": field.example,
        "constraints": constraints,
    })
}

fn foreign_keys(schema: &Table) -> Vec<Value> {
    let keys = schema.fields.iter().filter_map(|field| match field.kind {
        Kind::Ref(target) => {
            let key = super::schema::table(target)?.fields[0].name;
            let resource = if target == schema.name { "" } else { target };
            Some(json!({"fields": [field.name], "reference": {"resource": resource, "fields": [key]}}))
        }
        _ => None,
    });
    keys.collect()
}
