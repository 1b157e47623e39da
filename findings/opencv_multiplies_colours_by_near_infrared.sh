#!/usr/bin/env bash
# Guess: a TIFF of red, green, blue and near infrared, as rasterio writes it by default, comes back from OpenCV with
# the values that were written, as it does from rasterio and Pillow.
#
# Seen (rasterio 1.4.4 with GDAL 3.10.3, OpenCV 4.13.0 and 5.0.0, Pillow 12.3.0): GDAL tags the fourth band of any
# 4-band 8-bit TIFF as unassociated alpha, and OpenCV multiplies the colours by it: each becomes value × near infrared
# ÷ 255, by IMREAD_COLOR (which drops the fourth band) as by IMREAD_UNCHANGED, without a word. (74, 114, 149) beside a
# near infrared of 25 is read as (7, 11, 15). Vegetation, bright in near infrared, stays; roads, dark there, go black.
#
# For Macadam: pictures are read through GDAL, which leaves the colours as they are.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"

check() {
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "opencv-python-headless==$1" rasterio==1.4.4 numpy==2.4.6 pillow==12.3.0
  "$folder/venv/bin/python" -W ignore - "$folder/rgbn.tif" <<'PYTHON'
import sys

import cv2
import numpy
import rasterio
from PIL import Image

bands = numpy.full((4, 8, 8), 0, numpy.uint8)
bands[:] = numpy.array([74, 114, 149, 25], numpy.uint8)[:, None, None]
with rasterio.open(sys.argv[1], "w", driver="GTiff", width=8, height=8, count=4, dtype="uint8") as file:
    file.write(bands)
with rasterio.open(sys.argv[1]) as file:
    by_rasterio = [int(v) for v in file.read()[:3, 0, 0]]
    fourth = file.colorinterp[3].name
by_pillow = [int(v) for v in numpy.asarray(Image.open(sys.argv[1]).convert("RGB"))[0, 0]]
by_opencv = [int(v) for v in cv2.imread(sys.argv[1], cv2.IMREAD_COLOR)[0, 0][::-1]]
print(f"OpenCV {cv2.__version__}: fourth band tagged {fourth}; rasterio {by_rasterio}, Pillow {by_pillow}, OpenCV {by_opencv}")
assert fourth == "alpha" and by_rasterio == by_pillow == [74, 114, 149] and by_opencv == [7, 11, 15]
PYTHON
}

check 4.13.0.90
check 5.0.0.93
