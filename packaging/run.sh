#!/usr/bin/env bash
# Command 1: set-up, release build, start. With a display the window opens, on the demo project unless a project is
# named; without one the demo runs in the terminal. Arguments go to the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh
cmake --preset release --log-level=WARNING
if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
  cmake --build --preset release --target macadam macadam-cli
  [[ $# -gt 0 ]] || set -- --demo
  exec build/release/app/macadam "$@"
fi
cmake --build --preset release --target macadam-cli
exec build/release/app/cli/macadam-cli demo "$@"
