//! A workbook: figures, quantities, works, vocabularies and corrections as tables with filters, each column explained.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Table, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError,
};

use super::about::facts;
use super::{Bundle, ExportError, Exporter, limits};
use crate::sheets::{self, Cell, Column, Sheet, VOCABULARIES};

/// A workbook of Excel, which LibreOffice and Google Sheets open too.
pub struct Xlsx;

/// No column is wider than this, in characters.
const WIDEST: usize = 48;
/// Nor narrower than this.
const NARROWEST: usize = 9;
/// The unit of years, which are not grouped by thousands.
const YEAR: &str = "calendar-year";
/// Where the rows of a sheet begin, below the header.
const FIRST: u32 = 1;

impl Exporter for Xlsx {
    fn suffix(&self) -> &'static str {
        "xlsx"
    }

    fn bytes(&self, bundle: &Bundle<'_>) -> Result<Vec<u8>, ExportError> {
        let figures = bundle.figures();
        let [works, corrections] = ["works", "corrections"].map(|name| sheets::table(bundle.package, name));
        let totals = sheets::control_totals(&bundle.package.dataset);
        let all =
            [figures, bundle.quantities(), works, sheets::vocabularies(&bundle.package.dataset), corrections, totals];
        limits::facts_fit(&facts(bundle))?;
        finished(&bundle.about.title, &all, &|workbook| {
            about(workbook.add_worksheet().set_name("README")?, bundle, &all)
        })
    }
}

impl Xlsx {
    /// Any sheets, one a page.
    ///
    /// # Errors
    /// If a text is longer than a cell of a workbook can be.
    pub fn sheets(title: &str, sheets: &[Sheet]) -> Result<Vec<u8>, ExportError> {
        finished(title, sheets, &|_| Ok(()))
    }
}

fn failed(error: &XlsxError) -> ExportError {
    ExportError::Format { format: "a workbook", reason: error.to_string() }
}

/// A workbook of sheets, with what comes before them.
fn finished(
    title: &str,
    sheets: &[Sheet],
    before: &dyn Fn(&mut Workbook) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, ExportError> {
    for sheet in sheets {
        limits::fits(sheet)?;
        for (number, (_, said)) in (1..).zip(as_stated(sheet)) {
            limits::note_fits(sheet, number, &said)?;
        }
    }
    written(title, sheets, before).map_err(|error| failed(&error))
}

fn written(
    title: &str,
    sheets: &[Sheet],
    before: &dyn Fn(&mut Workbook) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of writing would make other bytes of the same data.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    before(&mut workbook)?;
    let vocabularies = sheets.iter().find(|sheet| sheet.name == VOCABULARIES);
    let ranges = vocabularies.map(ranges).unwrap_or_default();
    for sheet in sheets {
        fill(workbook.add_worksheet().set_name(&sheet.name)?, sheet, &ranges)?;
    }
    workbook.save_to_buffer()
}

/// Where the words of each vocabulary stand on their sheet: first and last row, as a spreadsheet counts them.
fn ranges(vocabularies: &Sheet) -> BTreeMap<String, (u32, u32)> {
    let mut ranges: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (row, cells) in (FIRST + 1..).zip(&vocabularies.rows) {
        let name = cells.first().map(Cell::plain).unwrap_or_default();
        ranges.entry(name).and_modify(|range| range.1 = row).or_insert((row, row));
    }
    ranges
}

fn about(page: &mut Worksheet, bundle: &Bundle<'_>, all: &[Sheet]) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_font_size(14);
    let strong = Format::new().set_bold().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, width) in [(0, 16), (1, 26), (2, 100)] {
        page.set_column_width(column, width)?;
    }
    page.write_string_with_format(0, 0, &bundle.about.title, &heading)?;
    let mut row = 2;
    for fact in facts(bundle).iter().skip(1) {
        page.write_string_with_format(row, 0, fact.name, &strong)?;
        page.merge_range(row, 1, row, 2, &fact.text, &text)?;
        page.set_row_height(row, height(&fact.text, 120))?;
        row += 1;
    }
    row += 1;
    page.write_string_with_format(row, 0, "Columns", &heading)?;
    row += 1;
    for sheet in all {
        page.write_string_with_format(row, 0, &sheet.name, &strong)?;
        page.write_string_with_format(row, 2, format!("One row is {}.", sheet.row), &text)?;
        row += 1;
        for column in &sheet.columns {
            page.write_string_with_format(row, 1, &column.name, &text)?;
            page.write_string_with_format(row, 2, &column.about, &text)?;
            page.set_row_height(row, height(&column.about, 98))?;
            row += 1;
        }
    }
    page.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The height of a row of wrapped text, in points.
fn height(text: &str, characters: usize) -> f64 {
    let lines = text.chars().count().div_ceil(characters).max(1);
    15.0 * lines.to_f64().unwrap_or(1.0)
}

fn fill(page: &mut Worksheet, sheet: &Sheet, ranges: &BTreeMap<String, (u32, u32)>) -> Result<(), XlsxError> {
    let last_row = FIRST + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX - FIRST).max(1) - 1;
    let last_column = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let header = Format::new().set_bold().set_background_color(Color::RGB(0xE6_E6_E6)).set_align(FormatAlign::Top);
    let columns: Vec<TableColumn> = sheet
        .columns
        .iter()
        .map(|column| TableColumn::new().set_header(&column.name).set_header_format(&header))
        .collect();
    let table = Table::new().set_name(&sheet.name).set_columns(&columns).set_style(TableStyle::Light1);
    page.add_table(0, 0, last_row, last_column, &table)?;
    page.set_freeze_panes(FIRST, 1)?;
    for (index, column) in (0..).zip(&sheet.columns) {
        let unit = sheet.columns.iter().position(|column| column.name == "unit");
        let is_year = |row: &Vec<Cell>| unit.and_then(|unit| row.get(unit)).is_some_and(|it| it.plain() == YEAR);
        let cells = sheet.rows.iter().filter_map(|row| Some((row.get(usize::from(index))?, is_year(row))));
        write_column(page, index, column, cells)?;
        if let Some((vocabulary, is_label)) = column.vocabulary
            && let Some((first, last)) = ranges.get(vocabulary)
        {
            let letter = if is_label { 'C' } else { 'B' };
            let list = Formula::new(format!("={VOCABULARIES}!${letter}${first}:${letter}${last}"));
            // Whoever writes another word is asked, not stopped.
            let rule =
                DataValidation::new().allow_list_formula(list).set_error_style(DataValidationErrorStyle::Warning);
            page.add_data_validation(FIRST, index, last_row, index, &rule)?;
        }
    }
    for (row, (column, said)) in (FIRST..).zip(as_stated(sheet)) {
        page.insert_note(row, column, &note(&said))?;
    }
    page.set_landscape().set_paper_size(8).set_print_scale(60).set_repeat_rows(0, 0)?.set_repeat_columns(0, 1)?;
    Ok(())
}

fn write_column<'a>(
    page: &mut Worksheet,
    index: u16,
    column: &Column,
    cells: impl Iterator<Item = (&'a Cell, bool)>,
) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let broken_lines = text.clone().set_text_wrap();
    let link = text.clone().set_font_color(Color::Blue);
    let whole = Format::new().set_num_format("#,##0_)").set_align(FormatAlign::Top);
    let year = Format::new().set_num_format("0_)").set_align(FormatAlign::Top);
    let broken = Format::new().set_num_format("#,##0.0#########_)").set_align(FormatAlign::Top);
    page.insert_note(0, index, &note(&column.about))?;
    let mut widest = column.name.chars().count() + 3;
    for (row, (cell, is_year)) in (FIRST..).zip(cells) {
        let said = cell.plain();
        widest = widest.max(said.chars().count() + 1);
        match cell {
            Cell::Empty => {
                page.write_blank(row, index, if column.is_number { &whole } else { &text })?;
            }
            Cell::Number(number) => match number.to_f64().filter(|float| float.to_string() == said) {
                Some(float) => {
                    let format = match number.fract().is_zero() {
                        true if is_year => &year,
                        true => &whole,
                        false => &broken,
                    };
                    page.write_number_with_format(row, index, float, format)?;
                }
                // More digits than a spreadsheet keeps.
                None => {
                    page.write_string_with_format(row, index, &said, &text)?;
                }
            },
            Cell::Text(said) if column.is_url && limits::is_link(said, row) => {
                page.write_url_with_format(row, index, Url::new(said.as_str()).set_text(said.as_str()), &link)?;
            }
            Cell::Text(said) => {
                let format = if said.contains('\n') { &broken_lines } else { &text };
                page.write_string_with_format(row, index, said, format)?;
            }
        }
    }
    page.set_column_width(index, f64::from(u16::try_from(widest.clamp(NARROWEST, WIDEST)).unwrap_or(9)))?;
    Ok(())
}

/// What the work says, and the column of the number that is read out of it, for each row of a sheet that has such.
fn as_stated(sheet: &Sheet) -> Vec<(u16, String)> {
    let at = |name: &str| sheet.columns.iter().position(|column| column.name == name);
    let (Some(stated), Some(locator), Some(work), Some(value)) =
        (at("as_stated"), at("locator"), at("citation"), at("value"))
    else {
        return Vec::new();
    };
    let note = |cells: &Vec<Cell>| {
        let cell = |index: usize| cells.get(index).map(Cell::plain).unwrap_or_default();
        // A number without a value has one end at least.
        let filled = [at("value"), at("min"), at("max")].into_iter().flatten().find(|index| !cell(*index).is_empty());
        let column = u16::try_from(filled.unwrap_or(value)).unwrap_or_default();
        let said = format!("“{}”\n{}, {}", cell(stated), cell(work), cell(locator));
        (column, said)
    };
    sheet.rows.iter().map(note).collect()
}

fn note(text: &str) -> Note {
    Note::new(text).add_author_prefix(false).set_author("sinosov").set_width(260)
}
