#!/usr/bin/env bash
# A full disk and a read-only one: exports and reports say so, leave with 2, and leave nothing behind.
# disk.sh PROGRAM, in a name space in which it may mount.
set -euo pipefail
program=$1
disk=$(mktemp -d)
mount -t tmpfs -o size=32k tmpfs "$disk"
trap 'umount "$disk"; rmdir "$disk"' EXIT

refused() {
  local reason=$1 code=0
  shift
  said=$("$@" 2>&1 >/dev/null) || code=$?
  [ "$code" = 2 ] || { echo "exit $code, not 2: $*"; exit 1; }
  grep -q "$reason" <<<"$said" || { echo "no word of '$reason' in: $said"; exit 1; }
  [ -z "$(ls -A "$disk")" ] || { echo "left behind: $(ls -A "$disk")"; exit 1; }
}

for name in all.xlsx all.sqlite all.json all.zip package; do
  refused "No space left" "$program" export --to "$disk/$name"
done
# What was there before is there still.
echo mine >"$disk/all.xlsx"
"$program" export --force --to "$disk/all.xlsx" 2>/dev/null && { echo "a full disk was not noticed"; exit 1; }
[ "$(cat "$disk/all.xlsx")" = mine ] || { echo "the old file is gone"; exit 1; }
rm "$disk/all.xlsx"
# A report is many files: those that are there are whole.
whole=$(mktemp -d)
"$program" report generate --out "$whole" 2>/dev/null
"$program" report generate --out "$disk" 2>/dev/null && { echo "a full disk was not noticed"; exit 1; }
for file in $(cd "$disk" && find . -type f); do
  cmp "$disk/$file" "$whole/$file" || { echo "$file is not whole"; exit 1; }
done
rm -r "${disk:?}"/* "$whole"
mount -o remount,ro "$disk"
for name in all.csv package; do
  refused "Read-only" "$program" export --to "$disk/$name"
done
echo "a full disk and a read-only one: nine targets refused, nothing left behind"
