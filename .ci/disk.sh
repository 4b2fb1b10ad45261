#!/usr/bin/env bash
# A full disk and a read-only one: exports and reports say so, leave with 2, and leave nothing behind.
# disk.sh PROGRAM, in a name space in which it may mount; disk.sh PROGRAM limit where none may be made: files may then be of
# 16 KiB at most, and no disk is read-only.
set -euo pipefail
program=$1
disk=$(mktemp -d)
full="No space left"
if [ "${2:-}" = limit ]; then
  full="File too large"
  trap 'rm -rf "$disk"' EXIT
  trap '' XFSZ
else
  mount -t tmpfs -o size=32k tmpfs "$disk"
  trap 'umount "$disk"; rmdir "$disk"' EXIT
fi
limited() { if [ "$full" = "File too large" ]; then (ulimit -f 16; "$@"); else "$@"; fi; }

refused() {
  local reason=$1 code=0
  shift
  said=$(limited "$@" 2>&1 >/dev/null) || code=$?
  [ "$code" = 2 ] || { echo "exit $code, not 2: $*"; exit 1; }
  grep -q "$reason" <<<"$said" || { echo "no word of '$reason' in: $said"; exit 1; }
  [ "$(ls -A "$disk")" = "${there:-}" ] || { echo "left behind: $(ls -A "$disk")"; exit 1; }
}

for name in all.xlsx all.sqlite all.json all.zip package; do
  refused "$full" "$program" export --to "$disk/$name"
done
# What was there before is there still.
echo mine >"$disk/all.xlsx"
limited "$program" export --force --to "$disk/all.xlsx" 2>/dev/null && { echo "a full disk was not noticed"; exit 1; }
[ "$(cat "$disk/all.xlsx")" = mine ] || { echo "the old file is gone"; exit 1; }
rm "$disk/all.xlsx"
# A report is many files: none is changed, if one does not fit.
refused "$full" "$program" report generate --out "$disk/reports"
small=(report generate --data tests/fixtures/tiny --reports tests/fixtures/tiny/reports --format md)
"$program" "${small[@]}" --out "$disk" 2>/dev/null
echo mine >"$disk/carts/report.md"
[ "$full" = "File too large" ] || head -c 12288 /dev/zero >"$disk/filler"
before=$(cd "$disk" && find . -type f -exec sha256sum {} + | sort)
large=(--format svg,png,md,html)
said=$(limited "$program" "${small[@]:0:6}" "${large[@]}" --out "$disk" 2>&1 >/dev/null) && { echo "a full disk was not noticed"; exit 1; }
grep -q "$full" <<<"$said" || { echo "no word of '$full' in: $said"; exit 1; }
after=$(cd "$disk" && find . -type f -exec sha256sum {} + | sort)
[ "$before" = "$after" ] || { echo "an old report was changed: $after"; exit 1; }
[ -z "$(find "$disk" -name '.sinosov*')" ] || { echo "parts are left"; exit 1; }
rm -r "${disk:?}"/*
if [ "${2:-}" = limit ]; then
  echo "files too large: eight targets refused, nothing left behind; a read-only disk was not tried"
  exit 0
fi
"$program" "${small[@]}" --out "$disk" 2>/dev/null
there=carts
mount -o remount,ro "$disk"
for name in all.csv package; do
  refused "Read-only" "$program" export --to "$disk/$name"
done
refused "Read-only" "$program" "${small[@]}" --out "$disk"
echo "a full disk and a read-only one: eleven targets refused, nothing left behind"
