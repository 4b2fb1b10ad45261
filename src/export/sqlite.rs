//! The package as a database, with its keys.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use rust_decimal::prelude::ToPrimitive;

use super::about::facts;
use super::{Bundle, ExportError, Exporter};
use crate::data::schema::{Kind, TABLES, Table};
use crate::sheets::{self, Cell, Column, Sheet};

/// A database of SQLite: the tables with primary and foreign keys, the flat one, the resolved quantities, and what it is.
pub struct Sqlite;

impl Exporter for Sqlite {
    fn suffix(&self) -> &'static str {
        "sqlite"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        database(bundle).map_err(|error| ExportError::Format { format: "SQLite", reason: error.to_string() })
    }
}

fn database(bundle: &Bundle<'_>) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    // Rows refer to rows of tables that come later; all is looked through at the end.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction()?;
    for schema in TABLES {
        transaction.execute_batch(&definition(schema))?;
        insert(&transaction, schema.name, &sheets::table(bundle.package, schema.name))?;
        for field in schema.fields {
            if let Kind::Refs(target) = field.kind {
                list(&transaction, bundle, schema, field.name, target)?;
            }
        }
    }
    for (name, sheet) in [("figures_flat", bundle.figures()), ("quantities_resolved", bundle.quantities())] {
        let key = if name == "figures_flat" { ("figure_id", "figures") } else { ("quantity_id", "quantities") };
        transaction.execute_batch(&derived(name, &sheet, key))?;
        insert(&transaction, name, &sheet)?;
    }
    transaction.execute_batch("CREATE TABLE about (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;")?;
    for fact in facts(bundle) {
        transaction.execute("INSERT INTO about VALUES (?1, ?2)", (fact.name, fact.text))?;
    }
    transaction.commit()?;
    let broken: i64 = connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(rusqlite::Error::InvalidParameterName(format!("{broken} rows refer to rows that are not there")));
    }
    Ok(connection.serialize("main")?.to_vec())
}

fn name(text: &str) -> String {
    format!("\"{text}\"")
}

/// A table with its keys. Columns of numbers have no type, for with one SQLite would make floats of decimals.
fn definition(schema: &Table) -> String {
    let mut lines: Vec<String> = Vec::new();
    for field in schema.fields {
        let kind = if field.kind == Kind::Decimal { "" } else { " TEXT" };
        let need = if field.required { " NOT NULL" } else { "" };
        let key = if schema.id() == Some(field.name) { " PRIMARY KEY" } else { "" };
        let words = match field.kind {
            Kind::Choice(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
                format!(" CHECK ({} IN ({}))", name(field.name), words.join(", "))
            }
            _ => String::new(),
        };
        lines.push(format!("  {}{kind}{key}{need}{words}", name(field.name)));
    }
    if schema.id().is_none() {
        let key: Vec<String> = schema.key().iter().map(|field| name(field.name)).collect();
        lines.push(format!("  PRIMARY KEY ({})", key.join(", ")));
    }
    for field in schema.fields {
        if let Kind::Ref(target) = field.kind
            && let Some(id) = crate::data::schema::table(target).and_then(Table::id)
        {
            lines.push(format!("  FOREIGN KEY ({}) REFERENCES {} ({})", name(field.name), name(target), name(id)));
        }
    }
    format!("CREATE TABLE {} (\n{}\n);\n", name(schema.name), lines.join(",\n"))
}

/// A table that says nothing new, beside the one that it is made of.
fn derived(table: &str, sheet: &Sheet, (id, of): (&str, &str)) -> String {
    let column = |column: &Column| {
        let kind = if column.is_number { "" } else { " TEXT" };
        let key = if column.name == id {
            format!(" PRIMARY KEY REFERENCES {} ({})", name(of), name(id))
        } else {
            String::new()
        };
        format!("  {}{kind}{key}", name(&column.name))
    };
    let columns: Vec<String> = sheet.columns.iter().map(column).collect();
    format!("CREATE TABLE {} (\n{}\n);\n", name(table), columns.join(",\n"))
}

fn insert(connection: &Connection, table: &str, sheet: &Sheet) -> rusqlite::Result<()> {
    let places = vec!["?"; sheet.columns.len()].join(", ");
    let mut statement = connection.prepare(&format!("INSERT INTO {} VALUES ({places})", name(table)))?;
    for row in &sheet.rows {
        statement.execute(params_from_iter(row.iter().map(value)))?;
    }
    Ok(())
}

/// Whole numbers stay whole; a broken one that a float does not keep is text.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Number(number) => {
            let said = cell.plain();
            let whole = number.to_i64().filter(|whole| whole.to_string() == said).map(Value::Integer);
            let float = || number.to_f64().filter(|float| float.to_string() == said).map(Value::Real);
            whole.or_else(float).unwrap_or(Value::Text(said))
        }
    }
}

/// A cell that lists several rows, as a table of its own: one row a reference.
fn list(
    connection: &Connection,
    bundle: &Bundle<'_>,
    schema: &Table,
    field: &str,
    target: &str,
) -> rusqlite::Result<()> {
    let (own, id) = (schema.name, schema.id().unwrap_or_default());
    let of_target = crate::data::schema::table(target).and_then(Table::id).unwrap_or_default();
    // A row that refers to others of its table calls them by what they are to it.
    let key = if target == own { field } else { of_target };
    let table = name(&format!("{own}_{field}"));
    connection.execute_batch(&format!(
        "CREATE TABLE {table} (\n  {} TEXT NOT NULL REFERENCES {} ({}),\n  {} TEXT NOT NULL REFERENCES {} ({}),\n  PRIMARY KEY ({}, {})\n);\n",
        name(id), name(own), name(id), name(key), name(target), name(of_target), name(id), name(key),
    ))?;
    let Some(raw) = bundle.package.table(own) else { return Ok(()) };
    for row in 0..raw.len() {
        for one in raw.cell(row, field).split("; ").filter(|one| !one.is_empty()) {
            connection.execute(&format!("INSERT OR IGNORE INTO {table} VALUES (?1, ?2)"), (raw.cell(row, id), one))?;
        }
    }
    Ok(())
}
