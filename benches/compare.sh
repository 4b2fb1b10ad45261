#!/usr/bin/env bash
# Times benches/million.rs against DuckDB doing the same in SQL on the same files, on as many threads as there are cores,
# each run a process of its own, and holds the two answers against each other.
# Needs python3 with venv, and pip's access to PyPI for duckdb.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --bench million --quiet
program=$(cargo build --release --bench million --message-format=json 2>/dev/null |
  sed -n 's/.*"executable":"\([^"]*million[^"]*\)".*/\1/p' | tail -n 1)
venv=target/bench/venv
mkdir -p target/bench
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import duckdb' 2>/dev/null || "$venv/bin/pip" install --quiet 'duckdb==1.4.*'
for figures in 100000 1000000; do
  folder=target/bench/$figures
  "$program" "$figures" >/dev/null 2>&1 # writes the package, if it is not there
  echo "== $figures figures"
  for run in 1 2 3; do
    "$program" "$figures" >"$folder.ours"
    "$venv/bin/python" - "$folder" "$folder.theirs" <<'PYTHON'
import resource, sys, time
start = time.time()
import duckdb
folder, out = sys.argv[1:]
query = open("benches/million.sql").read().replace("PACKAGE", folder)
answer = duckdb.sql(query)
columns, row = answer.columns, answer.fetchone()
with open(out, "w") as file:
    file.write(",".join(columns) + "\n" + ",".join(str(cell) for cell in row) + "\n")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"DuckDB {duckdb.__version__}: all {time.time() - start:.2f} s; at most {peak} MB", file=sys.stderr)
PYTHON
  done
  diff "$folder.ours" "$folder.theirs" && echo "the answers agree: $(tail -n 1 "$folder.ours")"
done
