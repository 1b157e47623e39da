#!/usr/bin/env bash
# Guess: OpenCV reads a 16-bit TIFF of three bands, as rasterio writes it by default, as it reads one of 8 bits, or says
# that it cannot.
#
# Seen (OpenCV 4.13.0 and 5.0.0; files by rasterio 1.4.4): no error, and wrong pixels. rasterio's default for 16 bits is
# the photometric tag "min is black" with two extra samples; IMREAD_UNCHANGED then gives one channel instead of three,
# and its values are those of none of the bands. With photometric="RGB" and interleave="band" (bands one after the other,
# the way that many satellite products are written) three channels come back, with wrong values. Only photometric="RGB"
# with interleave="pixel" is exact. In 8 bits all four are.
#
# For Macadam: pictures are read through GDAL.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"

check() {
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "opencv-python-headless==$1" rasterio==1.4.4 numpy==2.4.6
  "$folder/venv/bin/python" -W ignore - "$folder/picture.tif" <<'PYTHON'
import sys

import cv2
import numpy
import rasterio

path = sys.argv[1]
expected = {
    ("uint8", "default", "pixel"): ((16, 16, 3), True),
    ("uint8", "default", "band"): ((16, 16, 3), True),
    ("uint8", "RGB", "pixel"): ((16, 16, 3), True),
    ("uint8", "RGB", "band"): ((16, 16, 3), True),
    ("uint16", "default", "pixel"): ((16, 16), False),
    ("uint16", "default", "band"): ((16, 16), False),
    ("uint16", "RGB", "pixel"): ((16, 16, 3), True),
    ("uint16", "RGB", "band"): ((16, 16, 3), False),
}
for (dtype, photometric, interleave), seen in expected.items():
    bands = numpy.random.default_rng(0).integers(1, 200, (3, 16, 16)).astype(dtype)
    tag = {} if photometric == "default" else {"photometric": photometric}
    with rasterio.open(path, "w", driver="GTiff", width=16, height=16, count=3, dtype=dtype, interleave=interleave, **tag) as file:
        file.write(bands)
    with rasterio.open(path) as file:
        assert numpy.array_equal(file.read(), bands)
    read = cv2.imread(path, cv2.IMREAD_UNCHANGED)
    exact = read.ndim == 3 and numpy.array_equal(read[..., ::-1], numpy.moveaxis(bands, 0, 2))
    of_a_band = read.ndim == 2 and any(numpy.array_equal(read, band) for band in bands)
    print(f"OpenCV {cv2.__version__}, {dtype}, photometric {photometric}, by {interleave}: {read.shape}, exact {exact}")
    assert (read.shape, exact) == seen and not of_a_band
PYTHON
}

check 4.13.0.90
check 5.0.0.93
