#!/usr/bin/env bash
# Guess: matrix products on two threads of OpenBLAS are never much slower than on one, also where other programs compute
# on the same two cores: then each gets its share.
#
# Seen (numpy 2.4.6 with its own OpenBLAS, two cores of an EPYC, two other processes that compute without end): products
# of 384 × 384 take many times as long on two threads as on one, for the threads that compute and the one that called
# them wait for each other by giving the core away (sched_yield), each time for as long as a busy program likes. Alone
# two threads are at least as fast. The same OpenBLAS with threads of its own is what Debian 12 gives LibTorch 1.13,
# whose convolutions of one picture go there: a prediction of 3 seconds took more than 45.
#
# For Macadam: OpenBLAS computes on the thread that calls it (core/train/device.cpp); LibTorch's OpenMP threads stay.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6

cat >"$folder/products.py" <<'PYTHON'
import sys
import time

import numpy

numbers = numpy.random.default_rng(1).random((384, 384), numpy.float32)
numbers @ numbers
begin = time.monotonic()
for _ in range(int(sys.argv[1])):
    numbers @ numbers
print(time.monotonic() - begin)
PYTHON

"$folder/venv/bin/python" - "$folder/products.py" <<'PYTHON'
import os
import subprocess
import sys

cores = sorted(os.sched_getaffinity(0))[:2]
assert len(cores) == 2, "two cores are needed"
os.sched_setaffinity(0, cores)


def seconds(threads):
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads)}
    return float(subprocess.check_output([sys.executable, sys.argv[1], "300"], env=environment))


alone = {threads: seconds(threads) for threads in (1, 2)}
busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in cores]
try:
    beside = {threads: seconds(threads) for threads in (1, 2)}
finally:
    for process in busy:
        process.kill()
for threads in (1, 2):
    print(f"{threads} thread(s): {alone[threads]:.2f} s alone, {beside[threads]:.2f} s beside two busy processes")
assert alone[2] < 1.5 * alone[1] and beside[2] > 3 * beside[1]
PYTHON
