#!/usr/bin/env bash
# Command 1: set-up, release build, start. Arguments go to the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packaging/setup.sh
cmake --preset release --log-level=WARNING
cmake --build --preset release --target macadam-cli
exec build/release/app/cli/macadam-cli demo "$@"
