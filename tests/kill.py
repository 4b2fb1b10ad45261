#!/usr/bin/env python3
"""Kills `report generate` and `export` with signal 9 at random moments, by hand: kill.py PROGRAM [KILLS] [SEED].

A third of the moments lie anywhere in a run, the others while it writes: the list of what it changes is there then. After
each kill no file is torn and none is lost; after the next run all are new and nothing of the killed one is left.
"""
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

program = str(Path(sys.argv[1]).resolve())
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 500
chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
tiny = Path(__file__).resolve().parent / "fixtures/tiny"


def arguments(verb, state):
    data = [program, *verb.split(), "--data", str(tiny)]
    if verb == "export":
        part = ["--category", "carts"] if state == "old" else []
        return [*data, "--force", "--to", "all", "--to", "all.csv", "--to", "all.json", *part]
    look = ["--theme", "dark" if state == "old" else "light"]
    return [*data, "--reports", str(tiny / "reports"), "--out", ".", "--format", "svg,md", *look]


def start(verb, state, place):
    return subprocess.Popen(arguments(verb, state), cwd=place, stderr=subprocess.DEVNULL)


def content(place):
    """Files with their bytes, folders with none."""
    return {str(path.relative_to(place)): path.read_bytes() if path.is_file() else None for path in place.rglob("*")}


work = Path(tempfile.mkdtemp())
whole, spans = {}, {}
for verb in ["report generate", "export"]:
    for state in ["old", "new"]:
        place = work / verb / state
        place.mkdir(parents=True)
        begin = time.monotonic()
        assert start(verb, state, place).wait() == 0
        spans[verb] = time.monotonic() - begin
        whole[verb, state] = content(place)
    assert whole[verb, "old"] != whole[verb, "new"]
counts = dict.fromkeys(["killed", "ended before", "in the list", "old", "new", "between", "with parts"], 0)
for at in range(kills):
    verb = ["report generate", "export"][at % 2]
    old, new = whole[verb, "old"], whole[verb, "new"]
    place = work / "place"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(work / verb / "old", place)
    run = start(verb, "new", place)
    if chance.random() < 1 / 3:
        time.sleep(chance.random() * spans[verb])
    else:
        journal = place / ".sinosov-journal"
        while run.poll() is None and not journal.exists():
            time.sleep(0.0002)
        time.sleep(chance.random() ** 2 * 0.02)
    run.kill()
    counts["killed" if run.wait() == -9 else "ended before"] += 1
    now = content(place)
    own = {name for name in now if any(part.startswith(".sinosov-") for part in Path(name).parts)}
    counts["with parts"] += bool(own)
    counts["in the list"] += ".sinosov-journal" in own
    files = {name: bytes for name, bytes in now.items() if name not in own and bytes is not None}
    for name, bytes in files.items():
        assert bytes in (old.get(name), new.get(name)), f"kill {at}: {name} is torn"
    for name in old:
        assert name in now, f"kill {at}: {name} is lost"
    as_files = [{name: bytes for name, bytes in state.items() if bytes is not None} for state in (old, new)]
    counts["old" if files == as_files[0] else "new" if files == as_files[1] else "between"] += 1
    assert start(verb, "new", place).wait() == 0, f"kill {at}: the next run failed"
    assert content(place) == new, f"kill {at}: the next run left another state"
shutil.rmtree(work)
print(f"{kills} moments:", ", ".join(f"{count} {what}" for what, count in counts.items()), end="; ")
print("0 torn, 0 lost, after the next run all new and no parts")
