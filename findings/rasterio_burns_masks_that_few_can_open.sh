#!/usr/bin/env bash
# Guess: a road mask burnt by rasterio.features.rasterize and saved in the type that it returns opens in the programs
# that read masks.
#
# Seen: up to rasterio 1.3.11 the burnt array of small whole numbers was uint8; in 1.4.4 it is int64. Saved as it is,
# Pillow 12.3.0 refuses the file (UnidentifiedImageError), OpenCV 4.13.0 and 5.0.0 give None when asked for grey
# (IMREAD_GRAYSCALE) with a warning on the console at most, and 64-bit pixels when asked for the file as it is.
#
# For Macadam: masks are read through GDAL, whole numbers of any width.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"

check() {
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    "rasterio==$1" "opencv-python-headless==$2" "numpy==$3" pillow==12.3.0
  "$folder/venv/bin/python" -W ignore - "$folder/mask.tif" "$4" "$5" 2>/dev/null <<'PYTHON'
import sys

import cv2
import numpy
import rasterio
from PIL import Image, UnidentifiedImageError
from rasterio.features import rasterize

path, expected_type, expected_reads = sys.argv[1:]
road = {"type": "Polygon", "coordinates": [[(1, 1), (5, 1), (5, 5), (1, 5), (1, 1)]]}
mask = rasterize([(road, 1)], out_shape=(8, 8))
with rasterio.open(path, "w", driver="GTiff", width=8, height=8, count=1, dtype=mask.dtype) as file:
    file.write(mask, 1)
try:
    by_pillow = str(numpy.asarray(Image.open(path)).sum())
except UnidentifiedImageError:
    by_pillow = "refused"
grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
by_opencv = "none" if grey is None else str(grey.sum())
print(f"rasterio {rasterio.__version__}: {mask.dtype}; Pillow {by_pillow}, OpenCV {cv2.__version__} {by_opencv}")
assert str(mask.dtype) == expected_type and f"{by_pillow},{by_opencv}" == expected_reads
PYTHON
}

check 1.3.11 4.13.0.90 2.4.6 uint8 16,16
check 1.4.4 4.13.0.90 2.4.6 int64 refused,none
check 1.4.4 5.0.0.93 2.4.6 int64 refused,none
