"""Writes 36 bar charts as specifications for fulgur-chart, in the form of chart.js: python charts_fulgur.py DATA OUT

They are written before the clock runs. What is read, and how, is the same as in charts_matplotlib.py; fulgur-chart has neither a
source line nor numbers at bars that are not added up, so it has less to draw.
"""

import json
import sys
from pathlib import Path

from charts_matplotlib import bars, tables, texts

CHARTS = 36
COLOURS = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7"]


def specification(name, rows):
    of_row = bars(rows)
    units, source, _ = texts(rows, of_row)
    series = list(dict.fromkeys(series for parts in of_row.values() for series in parts))
    datasets = [
        {
            "label": one,
            "data": [parts.get(one, 0) for parts in of_row.values()],
            "backgroundColor": COLOURS[number % len(COLOURS)],
        }
        for number, one in enumerate(series)
    ]
    plugins = {
        "title": {"display": True, "text": name},
        "subtitle": {"display": True, "text": source},
        "legend": {"display": len(series) > 1},
    }
    scales = {"x": {"stacked": True, "title": {"display": True, "text": units}}, "y": {"stacked": True}}
    labels = [label.replace("\n", " ") for label in of_row]
    return {
        "type": "bar",
        # At scale 2, 1700 pixels wide, and on the whole as many pixels a chart as sinosov's have.
        "width": 850,
        "height": 200 + 65 * len(of_row),
        "data": {"labels": labels, "datasets": datasets},
        "options": {"indexAxis": "y", "plugins": plugins, "scales": scales},
    }


if __name__ == "__main__":
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables(sys.argv[1], CHARTS):
        (out / f"{name}.json").write_text(json.dumps(specification(name, rows)), encoding="utf-8")
