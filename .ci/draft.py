"""What `draft` proposes for the texts of a dataset, held against the figures that were coded from them by hand.

Usage: draft.py PROGRAM DATA TEXTS

Says how many of the coded figures are among the rows to keep, and of how many value, bound and locator are right as they stand.
"""

import csv
import io
import os
import re
import subprocess
import sys
from decimal import Decimal

RECALL, RIGHT = 98, 90


def plain(text):
    """The text as a reader sees it."""
    text = re.sub(r"\\([^\w\s])", r"\1", text)
    return " ".join(text.replace("*", "").replace("<sup>", "").replace("</sup>", "").split())


def number(cell):
    return Decimal(cell).normalize() if cell else None


def ends(row):
    return tuple(number(row[column]) for column in ("value", "min", "max"))


def place(locator):
    """A locator without the words by which headings are told shorter or longer."""
    words = re.sub(r"[^\w]+", " ", locator.lower()).split()
    return words[:3] + words[-1:]


def is_near(left, right):
    """One place: the same, or lines of one phrase."""
    if left[0] == right[0] == "line":
        return abs(int(left[-1]) - int(right[-1])) <= 3
    return left == right


def main(program, data, texts):
    works = sorted(name[:-4] for name in os.listdir(texts) if name.endswith(".txt"))
    command = [program, "--quiet", "draft", "--data", data, "--texts", texts, "--all", "--work", ",".join(works)]
    table = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = [row for row in csv.DictReader(io.StringIO(table)) if row["keep"] == "yes"]
    with open(os.path.join(data, "figures.csv"), encoding="utf-8", newline="") as file:
        figures = [row for row in csv.DictReader(file) if row["work_id"] in works]
    found, missed, right = 0, [], {"value": 0, "bound": 0, "locator": 0}
    for figure in figures:
        phrase = plain(figure["as_stated"]).split("…")[0].strip()
        best = None
        for row in rows:
            start = row["context"].find("[" + row["as_stated"] + "]")
            if row["work_id"] != figure["work_id"] or start < 0:
                continue
            around = row["context"].replace("[" + row["as_stated"] + "]", row["as_stated"], 1)
            end = start + len(row["as_stated"])
            # A phrase may begin before what is shown of the text around the row.
            spans = [(at.start(), at.end()) for at in re.finditer(re.escape(phrase), around)]
            if not any(first < end and start < last for first, last in spans):
                continue
            verdict = {
                "value": ends(row) == ends(figure),
                "bound": row["bound"] == (figure["bound"] or "exact"),
                "locator": is_near(place(row["locator"]), place(figure["locator"])),
            }
            if best is None or sum(verdict.values()) > sum(best.values()):
                best = verdict
        if best is None:
            missed.append(f"{figure['figure_id']}: {figure['as_stated']}")
            continue
        found += 1
        for field, is_right in best.items():
            right[field] += is_right
    share = lambda part, whole: 100 * part / whole
    print(f"{found} of {len(figures)} coded figures proposed ({share(found, len(figures)):.1f} %), {len(rows)} rows to keep")
    for field, count in right.items():
        print(f"  {field} right as it stands: {count} of {found} ({share(count, found):.1f} %)")
    for line in missed:
        print(f"  not proposed: {line}")
    low = share(found, len(figures)) < RECALL or any(share(count, found) < RIGHT for count in right.values())
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
