#!/usr/bin/env bash
# Lays out the sources as .clang-format says; with --check changes nothing, and fails where one is laid out otherwise.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly wantedMajor=14  # Debian 12's: other versions lay some lines out otherwise

case "${1:-}" in
  '') mode=(-i) ;;
  --check) mode=(--dry-run --Werror) ;;
  *) echo "Usage: packaging/format.sh [--check]" >&2; exit 2 ;;
esac

formatter="$(command -v "clang-format-$wantedMajor" clang-format | head -1 || true)"
[[ -n $formatter ]] || { echo "format: clang-format is missing; run packaging/setup.sh --tools" >&2; exit 1; }
major="$("$formatter" --version | sed -E 's/.*version ([0-9]+).*/\1/')"
[[ $major == "$wantedMajor" ]] ||
  { echo "format: $formatter is version $major; install clang-format-$wantedMajor" >&2; exit 1; }
find app core tests ui \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 "$formatter" "${mode[@]}"
