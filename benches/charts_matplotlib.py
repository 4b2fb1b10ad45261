"""Draws twelve bar charts with matplotlib: python charts_matplotlib.py DATA OUT

The quickest way that still measures its texts: no pyplot, the layout found once for both files, text left as text in
the SVG (as the other two do). What is read, and how, is the same as in charts_vega.py.
"""

import csv
import sys
import textwrap
from pathlib import Path

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

CHARTS = 12


def tables(folder, charts=CHARTS):
    """Twelve names, or as many as are asked for, each with the rows of a file; from the start again, under another name, if there are fewer."""
    files = sorted(Path(folder).glob("*.csv"))
    for number in range(charts):
        path = files[number % len(files)]
        again = f"-{number // len(files) + 1}" if number >= len(files) else ""
        with open(path, newline="", encoding="utf-8") as file:
            # Agreements and events of a timeline have no number.
            rows = [row for row in csv.DictReader(file) if row["min"] or row["max"]]
        yield path.stem + again, rows


def bars(rows):
    """The bars from the top, each with its parts by series; "all", the sum of the others, would count them twice."""
    bars = {}
    for row in rows:
        label = "\n".join(textwrap.wrap(row["row"], 32))
        bars.setdefault(label, {})[row["series"]] = float(row["min"] or row["max"])
    for parts in bars.values():
        if len(parts) > 1:
            parts.pop("all", None)
    return bars


def texts(rows, bars):
    """The label of the value axis, the source line, and each bar's label: its parts, as not all may be added."""
    units = " or ".join(dict.fromkeys(row["unit"] for row in rows))
    source = "Source: " + rows[0]["sources"].split("; ")[0]
    return units, source, [" · ".join(f"{value:,.12g}" for value in parts.values()) for parts in bars.values()]


def draw(name, rows, out):
    of_row = bars(rows)
    units, source, values = texts(rows, of_row)
    series = list(dict.fromkeys(series for parts in of_row.values() for series in parts))
    # At 200 pixels an inch 1700 wide, and on the whole as many pixels a chart as sinosov's have.
    figure = Figure(figsize=(8.5, 2 + 0.65 * len(of_row)), dpi=200, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    ends = [0.0] * len(of_row)
    for one in series:
        lengths = [parts.get(one, 0.0) for parts in of_row.values()]
        drawn = axes.barh(list(of_row), lengths, left=ends, height=0.6, label=one)
        ends = [end + length for end, length in zip(ends, lengths)]
    axes.bar_label(drawn, values, padding=4, fontsize=9)
    axes.set_xlim(0, max(ends) * 1.35)
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="x", alpha=0.4)
    axes.set_axisbelow(True)
    axes.invert_yaxis()
    axes.set_title(name, loc="left", fontweight="bold")
    axes.set_xlabel(units, loc="right")
    if len(series) > 1:
        above = {"loc": "lower right", "bbox_to_anchor": (1, 1), "ncols": len(series), "frameon": False}
        axes.legend(fontsize=8, **above)
    figure.supxlabel(source, x=0.01, ha="left", fontsize=8)
    figure.savefig(out / f"{name}.png")
    figure.set_layout_engine("none")
    figure.savefig(out / f"{name}.svg")


if __name__ == "__main__":
    matplotlib.rcParams["svg.fonttype"] = "none"
    for name, rows in tables(sys.argv[1]):
        draw(name, rows, Path(sys.argv[2]))
