"""Times whole commands that draw charts; benches/charts.sh prepares what this needs and calls it.

They take turns, so that whatever else the machine does meets all of them. One turn goes before, unmeasured: it fills the
cache of the file system and matplotlib's list of fonts, which nobody waits for twice.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

REPORT = "sino-soviet"
DATA = f"reports/{REPORT}/data"
OURS = "sinosov"
FULGUR = sys.argv[2]
FULGUR_VERSION = subprocess.run([FULGUR, "--version"], capture_output=True, text=True, check=True).stdout.strip()
COMMANDS = {
    OURS: ["target/release/sinosov", "report", "generate", REPORT, "--format", "svg,png", "--out"],
    f"matplotlib {version('matplotlib')}": [sys.executable, "benches/charts_matplotlib.py", DATA],
    f"vl-convert {version('vl-convert-python')}": [sys.executable, "benches/charts_vega.py", DATA],
    FULGUR_VERSION: ["benches/charts_fulgur.sh", FULGUR, "target/bench/charts-fulgur"],
}


def run(command, folder):
    """Seconds, charts and the bytes of their files; what else is written beside them (sinosov: data) is not counted."""
    Path(folder).mkdir()
    start = time.perf_counter()
    done = subprocess.run([*command, folder], capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    charts = {ending: list(Path(folder).rglob(f"*.{ending}")) for ending in ("svg", "png")}
    names = [{path.stem for path in paths} for paths in charts.values()]
    if not names[0] or names[0] != names[1]:
        sys.exit(f"{' '.join(command)}: not every chart is there both as SVG and PNG")
    size = {ending: sum(path.stat().st_size for path in paths) for ending, paths in charts.items()}
    return seconds, len(names[0]), size


def main():
    repetitions = int(sys.argv[1])
    if repetitions < 1:
        sys.exit("at least one repetition")
    runs = {name: [] for name in COMMANDS}
    # All is removed at the end: some file systems are slow to make a file for minutes after others were removed.
    with tempfile.TemporaryDirectory() as base:
        for turn in range(repetitions + 1):
            for place, (name, command) in enumerate(COMMANDS.items()):
                runs[name].append(run(command, f"{base}/{turn}-{place}"))
    runs = {name: of_name[1:] for name, of_name in runs.items()}
    medians = {name: statistics.median(seconds for seconds, *_ in of_name) for name, of_name in runs.items()}
    # The report need not have as many charts as the others draw, hence also a time for each chart.
    each = {name: medians[name] / runs[name][0][1] for name in COMMANDS}
    for name, of_name in runs.items():
        _, charts, size = of_name[-1]
        print(f"== {name}")
        print("   all:", " ".join(f"{seconds:.3f}" for seconds, *_ in of_name), "s")
        print(f"   median: {medians[name]:.3f} s; {charts} charts, {each[name] * 1000:.1f} ms each")
        print(f"   {sum(size.values())} bytes (SVG {size['svg']}, PNG {size['png']})")
        if name != OURS:
            print(f"   {medians[name] / medians[OURS]:.2f} times {OURS}'s; a chart {each[name] / each[OURS]:.2f} times")


main()
