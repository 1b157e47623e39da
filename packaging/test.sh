#!/usr/bin/env bash
# Command 2: set-up, build, tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'TEXT'
Usage: packaging/test.sh [--torch debian|pip[=VERSION]] [--fast] [--strict] [--sanitize asan|tsan]

  --torch WHICH      builds and tests with that LibTorch; see packaging/setup.sh --help
  --fast             only the tier of seconds
  --strict           refuses warnings of the compiler
  --sanitize WHICH   the tier of seconds under the address and undefined-behaviour sanitizers (asan) or the
                     thread sanitizer (tsan)

Tests on real imagery run where MACADAM_REAL_DATA names a folder in the Massachusetts layout; elsewhere each is
skipped by name.
TEXT
}

setup=(packaging/setup.sh)
preset=test
tier=
while [[ $# -gt 0 ]]; do
  case "$1" in
    --torch) setup+=(--torch "${2:?--torch takes debian or pip[=VERSION]}"); shift 2 ;;
    --torch=*) setup+=("$1"); shift ;;
    --fast) tier=-fast; shift ;;
    --strict) preset=strict; shift ;;
    --sanitize) preset="${2:?--sanitize takes asan or tsan}"; shift 2 ;;
    --sanitize=*) preset="${1#--sanitize=}"; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
case "$preset" in
  test | strict) ;;
  asan | tsan) tier= ;;
  *) usage >&2; exit 2 ;;
esac

# The thread sanitizer of GCC 12 needs its shadow addresses free, which full randomisation does not grant.
launcher=()
[[ $preset != tsan ]] || launcher=(setarch --addr-no-randomize)

"${setup[@]}"
cmake --preset "$preset" --log-level=WARNING
cmake --build --preset "$preset"
"${launcher[@]}" ctest --preset "$preset$tier"
