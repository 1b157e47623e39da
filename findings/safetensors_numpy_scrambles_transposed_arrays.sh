#!/usr/bin/env bash
# Guess: safetensors.numpy.save_file stores an array as numpy shows it, whatever its strides are, or refuses it, as
# safetensors.torch refuses tensors that are not contiguous.
#
# Seen (safetensors 0.8.0, numpy 2.4.6): a transposed array is stored with its transposed shape and its values in the
# order of memory, so that another array is read back, without a word; so is every second column. Weights that were
# converted from a framework with another order of axes (.T, transpose, moveaxis) are stored wrong unless
# numpy.ascontiguousarray comes between. The file itself is valid: no reader can tell.
#
# For Macadam: a weights file with the right names and shapes may hold scrambled values; compare tensors, not headers.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check safetensors==0.8.0 numpy==2.4.6
"$folder/venv/bin/python" - "$folder/weights.safetensors" <<'PYTHON'
import sys

import numpy
from safetensors.numpy import load_file, save_file


def stored(array):
    save_file({"weight": array}, sys.argv[1])
    return load_file(sys.argv[1])["weight"].tolist()


array = numpy.arange(6, dtype=numpy.float32).reshape(2, 3)
print("transposed:", array.T.tolist(), "->", stored(array.T))
print("copied first:", stored(numpy.ascontiguousarray(array.T)))
print("every second column:", array[:, ::2].tolist(), "->", stored(array[:, ::2]))
assert stored(array.T) == [[0, 1], [2, 3], [4, 5]] and array.T.tolist() == [[0, 3], [1, 4], [2, 5]]
assert stored(numpy.ascontiguousarray(array.T)) == array.T.tolist()
assert stored(array[:, ::2]) == [[0, 1], [2, 3]] and array[:, ::2].tolist() == [[0, 2], [3, 5]]
PYTHON
