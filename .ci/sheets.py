"""Spreadsheets come back from a real program: what LibreOffice saved is imported.

sheets.py PROGRAM DATA FOLDER: exports DATA as a workbook, changes twenty cells of every kind, lets LibreOffice write it as .xlsx, .ods
and .xls, and imports each: these twenty cells change and no other, and once they are written nothing does. Then a workbook and CSV of
invented texts are opened as a person does, with types guessed, and saved: every cell that LibreOffice has spoilt is named.
"""

import csv
import datetime
import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl

# What LibreOffice writes: commas, double quotes, UTF-8, cells as they look.
OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0"
# What it reads: the sign between cells, double quotes, the encoding, types guessed, as English or German.
IN = "Text - txt - csv (StarCalc):{sign},34,76,1,,{language},false,true,false,false,false"
failures = []


def check(what, found, expected):
    good = found == expected
    print(f"{what:60} {'same' if good else 'DIFFERENT'}")
    if not good:
        failures.append(f"{what}:\n  found    {found}\n  expected {expected}")


def soffice(folder, source, out, reader=None):
    """LibreOffice, without a window and with a profile of its own."""
    home = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", out, "--outdir", str(folder), str(source)]
    if reader:
        command.insert(3, f"--infilter={reader}")
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def sinosov(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)


def imported(program, file, data, *more):
    done = sinosov(program, "import", file, "--data", data, "--format", "json", *more)
    assert done.returncode in (0, 1), done.stderr
    return [(it["table"], it["id"], it["column"], it["new"]) for it in json.loads(done.stdout)], done.stderr


def table(data, name):
    with open(data / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(workbook, data):
    """Changes twenty cells, and says what each is to become."""
    book = openpyxl.load_workbook(workbook)
    pages = {name: book[name] for name in ["Figures", "Quantities", "Works", "Vocabularies"]}
    heads = {name: [cell.value for cell in page[1]] for name, page in pages.items()}
    wanted = []

    def put(page, row, column, value, number_format=None):
        cell = pages[page].cell(row, heads[page].index(column) + 1)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    def at(page, row, column):
        return str(pages[page].cell(row, heads[page].index(column) + 1).value)

    def want(*change):
        wanted.append(change)

    figure = lambda row: at("Figures", row, "figure_id")
    quantity = lambda row: at("Quantities", row, "quantity_id")
    put("Figures", 2, "value", 123456)
    want("figures", figure(2), "value", "123456")
    put("Figures", 3, "value", 0.125)
    want("figures", figure(3), "value", "0.125")
    put("Figures", 4, "note", "An “odd” note, with; signs – 車")
    want("figures", figure(4), "note", "An “odd” note, with; signs – 車")
    put("Figures", 5, "locator", "pp. 10-27")
    want("figures", figure(5), "locator", "pp. 10-27")
    put("Figures", 6, "start", datetime.date(1938, 7, 15), "yyyy-mm-dd")
    want("figures", figure(6), "start", "1938-07-15")
    put("Figures", 7, "start", "1931-07")
    want("figures", figure(7), "start", "1931-07")
    bound = next(row for row in range(8, 99) if at("Figures", row, "bound") == "exact")
    put("Figures", bound, "bound", "about")
    want("figures", figure(bound), "bound", "about")
    named = next(row for row in range(bound + 1, 999) if at("Figures", row, "bound") not in ("exact", "about"))
    put("Figures", named, "bound", "exact")
    want("figures", figure(named), "bound", "")
    put("Figures", 12, "as_stated", "=1+1, as stated")
    pages["Figures"].cell(12, heads["Figures"].index("as_stated") + 1).data_type = "s"
    want("figures", figure(12), "as_stated", "=1+1, as stated")
    single = next(row for row in range(13, 999) if sum(at("Figures", other, "quantity_id") == at("Figures", row, "quantity_id") for other in range(2, 900)) > 1)
    put("Figures", single, "label", "Another label")
    want("quantities", at("Figures", single, "quantity_id"), "label", "Another label")
    put("Quantities", 30, "note", "A note of a quantity")
    want("quantities", quantity(30), "note", "A note of a quantity")
    stages = {it["label"]: it["stage_id"] for it in table(data, "stages")}
    other = next(label for label in stages if label != at("Quantities", 31, "stage"))
    put("Quantities", 31, "stage", other)
    want("quantities", quantity(31), "stage_id", stages[other])
    scope = "context" if at("Quantities", 32, "scope") == "core" else "core"
    put("Quantities", 32, "scope", scope)
    want("quantities", quantity(32), "scope", "" if scope == "core" else scope)
    put("Quantities", 33, "item", "007")
    want("quantities", quantity(33), "item", "007")
    work = lambda row: at("Works", row, "work_id")
    put("Works", 3, "title", "TRUE")
    want("works", work(3), "title", "TRUE")
    put("Works", 4, "issued", "1999-12-31")
    want("works", work(4), "issued", "1999-12-31")
    put("Works", 5, "volume", "1E5")
    want("works", work(5), "volume", "1E5")
    word = lambda row: at("Vocabularies", row, "id")
    tables = {"actor": ("actors", "label"), "category": ("categories", "label"), "stage": ("stages", "label"), "unit": ("units", "label_plural")}
    name, column = tables[at("Vocabularies", 3, "vocabulary")]
    put("Vocabularies", 3, "label", "Another word")
    want(name, word(3), column, "Another word")
    name, column = tables[at("Vocabularies", 4, "vocabulary")]
    language = next(head for head in heads["Vocabularies"] if head.startswith("label_") and at("Vocabularies", 4, head) != "None")
    put("Vocabularies", 4, language, "слово")
    want("labels", f"{name}, {word(4)}, {column}, {language.removeprefix('label_')}", "text", "слово")
    stage = next(row for row in range(2, 999) if at("Vocabularies", row, "vocabulary") == "stage")
    put("Vocabularies", stage, "meaning", "Another meaning.")
    want("stages", word(stage), "definition", "Another meaning.")
    assert len(wanted) == 20, len(wanted)
    book.save(workbook)
    return wanted


def twenty(program, data, folder):
    source = folder / "source.xlsx"
    done = sinosov(program, "export", "--data", data, "--to", source)
    assert done.returncode == 0, done.stderr
    for suffix in ["xlsx", "ods", "xls"]:
        made = folder / suffix
        made.mkdir()
        soffice(made, source, suffix)
        changes, said = imported(program, made / f"source.{suffix}", data)
        check(f"LibreOffice .{suffix}, as it was exported", (changes, "stands for" in said), ([], False))
    wanted = edit(source, data)
    for suffix in ["xlsx", "ods", "xls"]:
        made = folder / f"edited-{suffix}"
        made.mkdir()
        soffice(made, source, suffix)
        # Told once, even where the text of a cell that holds another is the one that spreadsheets make of it.
        changes, said = imported(program, made / f"source.{suffix}", data)
        check(f"LibreOffice .{suffix}, twenty cells changed", sorted(changes), sorted(wanted))
        own = made / "data"
        shutil.copytree(data, own)
        imported(program, made / f"source.{suffix}", own, "--yes")
        changes, said = imported(program, made / f"source.{suffix}", own)
        check(f"LibreOffice .{suffix}, a second time", changes, [])


# Texts, and whether LibreOffice makes something else of them when it opens CSV with types guessed.
SPOILT = [
    "10-27", "1/2", "1938-07-01", "007", "1E5", "1e3", "12345678901234567593", "0.10", "2.50", "TRUE", "false", "5%", "=1+1", "+1", "-5", "@roe",
    "+ 20 carts", "10:27", "Jul-38", "4 May 1938", "1.5.1938", "$5", "1,140", "(5)", "MAR1", "dec-1949", "1938-07", "p. 5", "飞机共924架", " two",
    "x" * 300, "=SUM(", "1938–41", "it's \"so\"", "00", "1.", ".5", "1 000", "7/1/1938", "27.10.2026", "3E-2", "0x1F", "#NAME?", "–5",
]


def plain(value):
    """What a cell says; a whole day, a time and a truth as they look."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value).upper() if isinstance(value, bool) else str(value)


def spoilt(program, folder):
    """A package whose texts are of this kind, opened as CSV by LibreOffice and saved."""
    own = folder / "own"
    done = sinosov(program, "init", own, "--title", "Invented")
    assert done.returncode == 0, done.stderr
    texts = [text.strip() for text in SPOILT]
    with open(own / "actors.csv", "a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, text in enumerate(texts):
            writer.writerow([f"actor-{number}", text, ["1938-07", "1938", "1938-07-01", ""][number % 4], "", ""])
        # Ids that are read as days.
        for name in ["mar-1", "dec-1949", "sep-2"]:
            writer.writerow([name, f"Of {name}", "", "", ""])
    wanted = table(own, "actors")
    for sign, language, name in [(44, 1033, "en"), (44, 1031, "de"), (44, 2057, "gb")]:
        made = folder / name
        made.mkdir()
        soffice(made, own / "actors.csv", OUT, IN.format(sign=sign, language=language))
        with open(made / "actors.csv", encoding="utf-8-sig", newline="") as file:
            read = list(csv.DictReader(file))
        differ = {(number + 2, column) for number, (left, right) in enumerate(zip(wanted, read)) for column in left if left[column] != right[column]}
        changes, said = imported(program, made / "actors.csv", own)
        check(f"LibreOffice, CSV of {name}: no cell changes", changes, [])
        named = {(line, column) for line, column in differ if f"line {line}, {column}" in said}
        # A number that is written otherwise is the same; a text is not.
        check(f"LibreOffice, CSV of {name}: {len(differ)} spoilt cells are named", differ - named, set())
        made = folder / f"{name}-xlsx"
        made.mkdir()
        soffice(made, own / "actors.csv", "xlsx", IN.format(sign=sign, language=language))
        changes, said = imported(program, made / "actors.xlsx", own)
        check(f"LibreOffice, workbook of {name}: no cell changes", changes, [])
        book = openpyxl.load_workbook(made / "actors.xlsx", data_only=True).worksheets[0]
        rows = list(book.iter_rows())
        head = [cell.value for cell in rows[0]]
        lost = []
        for row, there in zip(rows[1:], wanted):
            for cell, column in zip(row, head):
                text = plain(cell.value)
                if text != there[column] and f"cell {cell.coordinate}" not in said:
                    lost.append((cell.coordinate, there[column], text))
        check(f"LibreOffice, workbook of {name}: spoilt cells are named", lost, [])


def main():
    program, data, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    twenty(program, data, folder)
    spoilt(program, folder)
    if failures:
        sys.exit("\n".join(failures))


main()
