#!/usr/bin/env bash
# Guess: sknw turns the skeleton of a road mask into a graph that has every road.
#
# Seen (sknw 0.15, scikit-image 0.26.0, networkx 3.6.1): by default (multi=False) two junctions are joined by one edge,
# whichever of their roads comes last; the others are gone without a word. A block of houses with a road through its
# middle, 126 pixels of road, becomes one edge of 46 or fewer; with multi=True all three edges are there. Lengths,
# APLS and topology measures computed from the default graph miss every such road.
#
# For Macadam: it has no graph of roads yet; the one that it gets must keep parallel edges.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sknw==0.15 scikit-image==0.26.0 networkx==3.6.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy
import sknw
from skimage.morphology import skeletonize

mask = numpy.zeros((40, 40), numpy.uint8)
mask[[10, 20, 30], 5:35] = 1
mask[10:31, [5, 34]] = 1
skeleton = skeletonize(mask)


def pixels_and_edges(graph):
    return sum(len(data["pts"]) for _, _, data in graph.edges(data=True)), graph.number_of_edges()


simple = pixels_and_edges(sknw.build_sknw(skeleton))
multiple = pixels_and_edges(sknw.build_sknw(skeleton, multi=True))
print(f"{int(mask.sum())} pixels of road; default: {simple[1]} edge of {simple[0]} pixels; multi: {multiple[1]} edges of {multiple[0]} pixels")
assert simple[1] == 1 and simple[0] <= 46 and multiple[1] == 3 and multiple[0] > 100
PYTHON
