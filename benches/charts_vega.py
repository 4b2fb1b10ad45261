"""Draws twelve bar charts with Vega-Lite: python charts_vega.py DATA OUT

The quickest way through vl-convert: the PNG from the SVG, so that Vega runs once a chart. What is read, and how, is the
same as in charts_matplotlib.py.
"""

import csv
import sys
import textwrap
from pathlib import Path

import vl_convert

CHARTS = 12


def tables(folder):
    """Twelve names, each with the rows of a file; from the start again, under another name, if there are fewer."""
    files = sorted(Path(folder).glob("*.csv"))
    for number in range(CHARTS):
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


def specification(name, rows):
    of_row = bars(rows)
    units, source, values = texts(rows, of_row)
    series = list(dict.fromkeys(series for parts in of_row.values() for series in parts))
    order = list(of_row)
    parts = [
        {"row": row, "series": one, "value": value, "order": series.index(one)}
        for row, parts in of_row.items()
        for one, value in parts.items()
    ]
    ends = [{"row": row, "end": sum(of_row[row].values()), "text": text} for row, text in zip(order, values)]
    most = max(end["end"] for end in ends) * 1.35
    y = {"field": "row", "type": "nominal", "sort": order, "axis": {"title": None, "labelLimit": 0}}
    axis = {"title": units, "titleAnchor": "end", "tickCount": 5}
    x = {"type": "quantitative", "scale": {"domain": [0, most]}, "axis": axis}
    legend = {"orient": "top", "title": None} if len(series) > 1 else None
    colour = {"field": "series", "type": "nominal", "sort": series, "legend": legend}
    bar = {"x": {"field": "value", "stack": "zero", **x}, "y": y, "color": colour, "order": {"field": "order"}}
    label = {"x": {"field": "end", **x}, "y": y, "text": {"field": "text"}}
    return {
        "title": {"text": name, "anchor": "start"},
        # At scale 2, 1700 pixels wide, and on the whole as many pixels a chart as sinosov's have.
        "width": 850,
        "height": 200 + 65 * len(order),
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {"lineBreak": "\n"},
        "layer": [
            {"data": {"values": parts}, "mark": {"type": "bar", "height": {"band": 0.6}}, "encoding": bar},
            {"data": {"values": ends}, "mark": {"type": "text", "align": "left", "dx": 4}, "encoding": label},
            {
                "data": {"values": [{}]},
                "mark": {"type": "text", "align": "left", "x": 0, "y": {"expr": "height + 50"}, "text": source},
            },
        ],
    }


for name, rows in tables(sys.argv[1]):
    svg = vl_convert.vegalite_to_svg(specification(name, rows))
    out = Path(sys.argv[2])
    (out / f"{name}.svg").write_text(svg, encoding="utf-8")
    (out / f"{name}.png").write_bytes(vl_convert.svg_to_png(svg, scale=2))
