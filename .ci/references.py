"""The list of works as BibLaTeX, RIS and CSL-JSON, re-read by pandoc: one and the same list, no field lost.

references.py PROGRAM: writes the three with `PROGRAM cite --all`, reads each with pandoc, compares field by field.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pypandoc

FORMATS = {"csl-json": "csljson", "bibtex": "biblatex", "ris": "ris"}
FIELDS = ["author", "editor", "title", "issued", "container-title", "publisher", "publisher-place", "page", "volume", "number", "URL", "language"]


def read(text, form, folder):
    path = Path(folder) / form
    path.write_bytes(text)
    done = subprocess.run([pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson", path], capture_output=True, check=True)
    return {item["id"]: item for item in json.loads(done.stdout)}


def name(parts):
    """The words of a name: readers part those of a group as they like, and space initials."""
    words = " ".join(parts.get(part, "") for part in ("literal", "given", "dropping-particle", "family"))
    return sorted(words.replace(".", ". ").split())


def value(item, field):
    found = item.get(field, item.get("issue") if field == "number" else None)
    if field in ("author", "editor"):
        return [name(parts) for parts in found or []]
    if field == "language" and found:
        # Readers of babel's names add a country.
        found = found.split("-")[0]
    if isinstance(found, str):
        # Quotation marks are set anew by each reader, outer and inner ones exchanged.
        found = found.replace("–", "-").translate(dict.fromkeys(map(ord, "‘’“”\""), "'"))
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        lists = {}
        for ours, theirs in FORMATS.items():
            text = subprocess.run([sys.argv[1], "cite", "--all", "--format", ours], capture_output=True, check=True).stdout
            lists[ours] = read(text, theirs, folder)
    whole = lists.pop("csl-json")
    lost = []
    for form, other in lists.items():
        for key in whole.keys() | other.keys():
            left, right = whole.get(key, {}), other.get(key, {})
            for field in FIELDS:
                if value(left, field) != value(right, field):
                    lost.append(f"{form}: {key}: {field}: {value(left, field)} became {value(right, field)}")
    print("\n".join(sorted(lost)))
    print(f"{len(whole)} works in three formats, {len(lost)} fields lost")
    sys.exit(1 if lost or len(whole) < 30 else 0)


main()
