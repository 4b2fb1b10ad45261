"""The exports before real programs: each reads what it can, and finds the same.

programs.py PROGRAM DATA HOSTILE FOLDER: exports DATA into FOLDER and adds it up in pandas, DuckDB, polars, LibreOffice and R; then
reads the texts in HOSTILE, which the tests have written, as LibreOffice, pandas and openpyxl hand them back.
"""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas
import polars

FORMATS = ["xlsx", "csv", "parquet", "json", "jsonl", "sqlite", "zip"]
# What LibreOffice writes: commas, double quotes, UTF-8, cells as they are and not as they look, no formulas, every sheet.
OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
# What it reads: commas, double quotes, UTF-8, from the first line; types guessed as for a person who opens the file.
IN = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false"
failures = []
rows = []


def check(program, file, found, expected):
    """One line of the report."""
    good = found == expected
    rows.append((program, file, "same" if good else "DIFFERENT"))
    if not good:
        keys = [key for key in expected if found.get(key) != expected[key]] + [key for key in found if key not in expected]
        failures.append(f"{program}, {file}: {[(key, expected.get(key), found.get(key)) for key in keys[:5]]}")


def totals(pairs):
    """The sum of values by unit and stage, from rows of unit, stage, value; floats only where they say a whole or short number."""
    sums = defaultdict(Decimal)
    for unit, stage, value in pairs:
        empty = value is None or value != value or value == ""
        sums[f"{unit}, {stage}"] += Decimal(0) if empty else Decimal(str(value))
    return {key: value.normalize() + 0 for key, value in sums.items()}


def frame(table):
    return totals(zip(table["unit"], table["stage"], table["value"]))


def soffice(folder, source, out, reader=None):
    """LibreOffice, without a window and with a profile of its own."""
    home = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", out, "--outdir", str(folder), str(source)]
    if reader:
        command.insert(3, f"--infilter={reader}")
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def cells(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def same_cells(program, file, found, expected):
    """Cell by cell; numbers by what they say, for 300 and 300.0 are one."""

    def plain(cell):
        try:
            return str(Decimal(cell).normalize() + 0) if cell.strip() == cell and cell[:1].isdigit() else cell
        except ArithmeticError:
            return cell

    width = len(expected[0])
    grid = lambda rows: {(row, column): plain(cell) for row, line in enumerate(rows) for column, cell in enumerate(line[:width])}
    check(program, file, grid(found), grid(expected))


def sums(program, data, folder):
    targets = [folder / f"all.{suffix}" for suffix in FORMATS] + [folder / "package"]
    command = [program, "export", "--data", data] + [part for target in targets for part in ("--to", str(target))]
    subprocess.run(command, check=True, capture_output=True)
    subprocess.run([program, "export", "--data", data, "--excel", "--to", str(folder / "excel.csv")], check=True, capture_output=True)
    document = json.loads((folder / "all.json").read_text(encoding="utf-8"), parse_float=Decimal)
    expected = {f"{it['unit']}, {it['stage']}": Decimal(it["sum_of_value"]).normalize() + 0 for it in document["control_totals"]}
    path = lambda suffix: str(folder / f"all.{suffix}")

    check("pandas", "csv", frame(pandas.read_csv(path("csv"), dtype={"value": str})), expected)
    check("pandas", "csv, types guessed", frame(pandas.read_csv(path("csv"))), expected)
    check("pandas", "xlsx", frame(pandas.read_excel(path("xlsx"), sheet_name="Figures")), expected)
    check("pandas", "parquet", frame(pandas.read_parquet(path("parquet"))), expected)
    with sqlite3.connect(path("sqlite")) as database:
        check("pandas", "sqlite", frame(pandas.read_sql("SELECT * FROM figures_flat", database)), expected)
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        check("sqlite", "foreign keys", {"broken": len(broken)}, {"broken": 0})
    package = frictionless.Package(path("zip"))
    found = package.get_resource("figures-flat").read_rows()
    check("frictionless", "zip", totals((row["unit"], row["stage"], row["value"]) for row in found), expected)
    check("json", "json", totals((it["unit"], it["stage"], it["value"]) for it in document["figures"]), expected)
    for suffix, table in [("csv", "read_csv('{}', all_varchar = true)"), ("csv, types guessed", "'{}'"), ("parquet", "'{}'"), ("jsonl", "'{}'"),
                          ("json", "(SELECT unnest(figures, recursive := true) FROM '{}')")]:
        source = table.format(path(suffix.split(",")[0]))
        found = duckdb.sql(f"SELECT unit, stage, value FROM {source}").fetchall()
        check("DuckDB", suffix, totals(found), expected)
    check("polars", "csv", frame(polars.read_csv(path("csv"), infer_schema=False)), expected)
    check("polars", "csv, types guessed", frame(polars.read_csv(path("csv"), infer_schema_length=None)), expected)
    check("polars", "parquet", frame(polars.read_parquet(path("parquet"))), expected)

    r = subprocess.run(["Rscript", str(Path(__file__).with_name("programs.R")), path("csv")], capture_output=True, text=True)
    assert r.returncode == 0, r.stderr
    check("R, readr", "csv", totals(line.split("\t") for line in r.stdout.splitlines()), expected)

    calc = folder / "calc"
    soffice(calc, path("xlsx"), OUT)
    read = cells(calc / "all-Figures.csv")
    at = {name: read[0].index(name) for name in ("unit", "stage", "value")}
    check("LibreOffice", "xlsx", totals((row[at["unit"]], row[at["stage"]], row[at["value"]]) for row in read[1:]), expected)
    same_cells("LibreOffice", "xlsx, every cell", read, cells(path("csv")))
    for sheet in ["Works", "Corrections"]:
        same_cells("LibreOffice", f"xlsx, {sheet}", cells(calc / f"all-{sheet}.csv"), cells(folder / "package" / f"{sheet.lower()}.csv"))
    # The CSV for spreadsheets as a person opens it, saved again.
    soffice(calc, folder / "excel.csv", OUT.replace(",-1", ",0"), IN)
    back = [[cell.removeprefix("'") for cell in row] for row in cells(calc / "excel.csv")]
    same_cells("LibreOffice", "csv --excel, every cell", back, cells(path("csv")))


def hostile(source, folder):
    expected = dict(enumerate(json.loads((source / "expected.json").read_text(encoding="utf-8"))))
    folder.mkdir()
    column = lambda read: {index: row[1] for index, row in enumerate(read[1:])}
    soffice(folder, source / "hostile.xlsx", OUT)
    check("LibreOffice", "hostile xlsx", column(cells(folder / "hostile-Hostile.csv")), expected)
    soffice(folder, source / "excel.csv", OUT.replace(",-1", ",0"), IN)
    check("LibreOffice", "hostile csv --excel", {key: it.removeprefix("'") for key, it in column(cells(folder / "excel.csv")).items()}, expected)
    sheet = openpyxl.load_workbook(source / "hostile.xlsx")["Hostile"]
    check("openpyxl", "hostile xlsx", {index: row[1] for index, row in enumerate(sheet.iter_rows(min_row=2, values_only=True))}, expected)
    kinds = {row[1].data_type for row in sheet.iter_rows(min_row=2)}
    check("openpyxl", "hostile xlsx, all text", {"kinds": kinds}, {"kinds": {"s"}})
    for name, change in [("plain.csv", lambda it: it), ("excel.csv", lambda it: it.removeprefix("'"))]:
        read = pandas.read_csv(source / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        check("pandas", f"hostile {name}", {index: change(it) for index, it in enumerate(read["text"])}, expected)


def main():
    program, data, source, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sums(program, data, folder)
    hostile(source, folder / "hostile")
    for program, file, found in rows:
        print(f"{program:12} {file:28} {found}")
    print(f"{len(rows)} readings, {len(failures)} different")
    if failures or len(rows) < 25:
        sys.exit("\n".join(failures) or "too few readings")


main()
