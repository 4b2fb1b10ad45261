"""The data package before two judges: sinosov and frictionless.

package.py PROGRAM DATA: the package is valid for both; of broken copies, each with its descriptor renewed so that only the fault
is left to find, a table says which judge finds what.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from frictionless import validate


def replaced(table, old, new):
    """A change of text, the first time that the old text stands in a table."""

    def change(folder):
        path = folder / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{table}: {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return change


def cell(table, row, column, value):
    """Another value in a cell, found by the row's id."""

    def change(folder):
        path = folder / f"{table}.csv"
        lines = path.read_text(encoding="utf-8").split("\n")
        import csv

        header = next(csv.reader([lines[0]]))
        at = next(index for index, line in enumerate(lines) if line.startswith(f"{row},"))
        cells = next(csv.reader([lines[at]]))
        cells[header.index(column)] = value
        lines[at] = ",".join('"' + it.replace('"', '""') + '"' if re.search('[",]', it) else it for it in cells)
        path.write_text("\n".join(lines), encoding="utf-8", newline="")

    return change


def appended(table, line):
    def change(folder):
        with open(folder / f"{table}.csv", "a", encoding="utf-8", newline="") as file:
            file.write(line + "\n")

    return change


def removed(table):
    return lambda folder: (folder / f"{table}.csv").unlink()


def latin(folder):
    path = folder / "labels.csv"
    path.write_bytes(path.read_bytes().replace("中".encode(), b"\xff\xfe"))


def stale_hash(folder):
    """The only fault is that the descriptor is not that of the table."""
    replaced("events", "Death", "death")(folder)


# What is broken, how, whether the descriptor is renewed after it, and whether Table Schema has words for the fault.
FAULTS = [
    ("no id", cell("stages", "promised", "stage_id", ""), True, True),
    ("one id twice", cell("stages", "promised", "stage_id", "planned"), True, True),
    ("an id with a capital", cell("actors", "india", "actor_id", "India"), True, True),
    ("no value where one must be", cell("quantities", "prc-1950-loan", "label", ""), True, True),
    ("a number that is none", cell("figures", "axis-016", "value", "many"), True, True),
    ("a number with a comma", cell("figures", "axis-016", "value", "3,18"), True, True),
    ("a rate that is no number", cell("rates", "usd-in-sur-1947-from-1950", "value", "four"), True, True),
    ("a date that is none", cell("quantities", "prc-1950-loan", "start", "spring 1950"), True, True),
    ("a date of two digits", cell("agreements", "loan-1950", "signed", "50-02-14"), True, True),
    ("a bound that is no word", cell("figures", "njal-017", "bound", "roughly"), True, True),
    ("a rank that is no word", cell("figures", "njal-017", "rank", "best"), True, True),
    ("a measure that is no word", cell("quantities", "prc-1950-loan", "measure", "sum"), True, True),
    ("a scope that is no word", cell("quantities", "prc-1950-loan", "scope", "main"), True, True),
    ("a kind of work that is no word", cell("works", "njal-2014", "kind", "blog"), True, True),
    ("a tier that is no word", cell("works", "njal-2014", "tier", "5"), True, True),
    ("neither yes nor no", cell("works", "njal-2014", "consulted", "maybe"), True, True),
    ("an action that is no word", replaced("corrections", ",set,", ",mend,"), True, True),
    ("a figure of no quantity", cell("figures", "axis-016", "quantity_id", "nothing"), True, True),
    ("a figure of no work", cell("figures", "axis-016", "work_id", "nobody"), True, True),
    ("a quantity of no category", cell("quantities", "prc-1950-loan", "category_id", "love"), True, True),
    ("a quantity of no unit", cell("quantities", "prc-1950-loan", "unit_id", "pounds"), True, True),
    ("an actor without a successor", cell("actors", "ussr", "successor_id", "nobody"), True, True),
    ("an agreement of no work", cell("agreements", "loan-1950", "work_id", "nobody"), True, True),
    ("an address that is none", cell("works", "time1946", "url", "time.com"), True, True),
    ("a digest that is none", cell("works", "njal-2014", "text_sha256", "abc"), True, True),
    ("a column too many in a row", replaced("stages", "\npromised,", "\npromised,,"), True, True),
    ("a row that ends early", appended("stages", "late,99"), True, True),
    ("a blank line", appended("stages", ""), True, True),
    ("a column under another name", replaced("stages", "definition", "meaning"), True, True),
    ("a column twice", replaced("stages", "definition", "label"), True, True),
    ("a table that is not there", removed("events"), False, True),
    ("bytes that are no UTF-8", latin, True, True),
    ("a descriptor of another table", stale_hash, False, True),
    # What follows can be said in no Table Schema; sinosov alone finds it.
    ("a phrase without the number", cell("figures", "axis-016", "as_stated", "many bombers"), True, False),
    ("an end before the beginning", cell("quantities", "prc-1950-loan", "end", "1940"), True, False),
    ("an interval upside down", replaced("figures", ",20000,99999,", ",99999,20000,"), True, False),
    ("a part of nothing", cell("quantities", "roc-1938-41-bombers", "part_of", "nothing"), True, False),
    ("a party that is not there", cell("agreements", "loan-1950", "parties", "ussr; nobody"), True, False),
    ("a doubtful figure without a reason", cell("figures", "axis-016", "rank", "doubtful"), True, False),
]


def renew(folder):
    """Hash and bytes of every table that is there, as if the fault had been there from the start."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        table = folder / resource["path"]
        if table.exists():
            bytes = table.read_bytes()
            resource["bytes"] = len(bytes)
            resource["hash"] = "sha256:" + hashlib.sha256(bytes).hexdigest()
    path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def by_sinosov(program, folder):
    run = subprocess.run([program, "check", "--data", folder], capture_output=True, text=True)
    # The flat table and the descriptor are not renewed as sinosov writes them; that is no part of the fault.
    codes = re.findall(r"^error\[([a-z0-9-]+)\]", run.stderr, re.M)
    return run.returncode, list(dict.fromkeys(codes))


def by_frictionless(folder):
    report = validate(str(folder / "datapackage.json"))
    found = [error[0] for error in report.flatten(["type"])]
    return report.valid, list(dict.fromkeys(found))


def main():
    program, data = sys.argv[1], Path(sys.argv[2])
    wrong = []
    valid, found = by_frictionless(data)
    code, codes = by_sinosov(program, data)
    print(f"{data}: sinosov exit {code}, frictionless {'valid' if valid else found}")
    if not valid or code != 0:
        wrong.append(str(data))
    both = 0
    with tempfile.TemporaryDirectory() as temporary:
        for number, (name, change, is_renewed, is_expressible) in enumerate(FAULTS):
            folder = Path(temporary) / str(number)
            shutil.copytree(data, folder)
            change(folder)
            if is_renewed:
                renew(folder)
            code, codes = by_sinosov(program, folder)
            codes = [code for code in codes if code != "stale-file"] or codes
            valid, found = by_frictionless(folder)
            print(f"{name:36} sinosov: {', '.join(codes) or '-':52} frictionless: {', '.join(found) or '-'}")
            both += code != 0 and not valid
            if code == 0 or (is_expressible and valid):
                wrong.append(name)
    print(f"{both} faults found by both, of {len(FAULTS)}")
    if wrong:
        sys.exit(f"not found: {'; '.join(wrong)}")


main()
