#!/usr/bin/env bash
# Draws the specifications of a folder with fulgur-chart, in one process for SVG and one for PNG, side by side:
# charts_fulgur.sh PROGRAM SPECIFICATIONS OUT
set -euo pipefail
"$1" render "$2"/*.json --out-dir "$3" --format png --scale 2 &
png=$!
"$1" render "$2"/*.json --out-dir "$3" --format svg
wait "$png"
