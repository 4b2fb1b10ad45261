#!/usr/bin/env bash
# Times drawing the charts of a report beside matplotlib, Vega-Lite (vl-convert) and fulgur-chart, a native renderer in Rust,
# drawing bar charts of the same data, each run a process of its own: benches/charts.sh [REPETITIONS]
# Needs python3.11 or later with venv and pip, and cargo.
set -euo pipefail
cd "$(dirname "$0")/.."
# Not built here, so that no build runs beside the clock.
[ -x target/release/sinosov ] || { echo "target/release/sinosov is missing: cargo build --release" >&2; exit 1; }
venv=target/bench/charts
mkdir -p target/bench
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import matplotlib, vl_convert' 2>/dev/null ||
  "$venv/bin/pip" install --quiet 'matplotlib==3.11.*' 'vl-convert-python==1.9.*'
# matplotlib keeps its list of fonts between runs; not in the home folder.
export MPLCONFIGDIR=$PWD/$venv/matplotlib
fulgur=target/bench/fulgur
[ -x "$fulgur/bin/fulgur-chart" ] || cargo install fulgur-chart-cli --version 0.1.21 --locked --quiet --root "$fulgur"
rm -rf "$venv-fulgur"
"$venv/bin/python" benches/charts_fulgur.py reports/sino-soviet/data "$venv-fulgur"
exec "$venv/bin/python" benches/charts.py "${1:-5}" "$fulgur/bin/fulgur-chart"
