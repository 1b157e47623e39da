#!/usr/bin/env bash
# Proves the engine on a device, an NVIDIA GPU as a rule: tests, then times against the Python peer, then one table.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: tests/device/check.sh [--device cuda|cpu] [--budget SECONDS] [--out FOLDER] [--python PROGRAM] [--build FOLDER]
                             [--only PART,PART…]
       tests/device/check.sh pack

Needs CMake, Ninja, a C++ compiler, a Python with PyTorch 2.11 or newer and torchvision, whose LibTorch the engine is
built with, and third_party/googletest.tar.gz, which `pack` makes on a Debian system to be carried along. No network.

  --device WHICH     what is tested and timed: cuda (the default), or cpu, small
  --budget SECONDS   the whole takes no longer (480); what there is no time for is skipped by name
  --out FOLDER       where the table and the logs go: $OUT, else build/device-check/out
  --python PROGRAM   a Python with PyTorch; else python3 or python, whichever has it
  --build FOLDER     where the engine is built (build/device-check), used again where it is there
  --only PART,…      of build, tests, macadam, eager, compiled; the results of earlier parts in FOLDER are kept
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly here=tests/device
readonly archive=third_party/googletest.tar.gz

say() { printf 'check: %s\n' "$*" >&2; }
fail() { say "$*"; exit 2; }

# Debian's sources of GoogleTest, without its own tests.
pack() {
  local sources=/usr/src/googletest scratch=
  if [[ ! -d $sources ]]; then
    scratch="$(mktemp -d)"
    (cd "$scratch" && apt-get --quiet --quiet download googletest && dpkg-deb --extract googletest_*.deb .) ||
      fail "there is no $sources, and apt-get could not download googletest"
    sources="$scratch/usr/src/googletest"
  fi
  mkdir -p "$(dirname "$archive")"
  tar --create --gzip --file "$archive" --exclude=googletest/test --directory "$sources" CMakeLists.txt googletest
  [[ -z $scratch ]] || rm -r "$scratch"
  say "packed $archive"
}

device=cuda
budget=480
out="${OUT:-}"
python=
build=build/device-check
only=
while [[ $# -gt 0 ]]; do
  case "$1" in
    pack) pack; exit 0 ;;
    --device) device="${2:?--device takes cuda or cpu}"; shift 2 ;;
    --budget) budget="${2:?--budget takes seconds}"; shift 2 ;;
    --out) out="${2:?--out takes a folder}"; shift 2 ;;
    --python) python="${2:?--python takes a program}"; shift 2 ;;
    --build) build="${2:?--build takes a folder}"; shift 2 ;;
    --only) only="${2:?--only takes parts}"; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; fail "unknown argument: $1" ;;
  esac
done
out="${out:-$build/out}"
mkdir -p "$build" "$out"
out="$(realpath "$out")"
build="$(realpath "$build")"

tool() { command -v "$1" >/dev/null || fail "$1 is not there"; }

findPython() {
  local candidate
  for candidate in ${python:-python3 python}; do
    if "$candidate" -c 'import torch, torchvision' 2>/dev/null; then python="$candidate"; return; fi
  done
  fail "no PyTorch with torchvision in ${python:-python3 or python}; name a Python by --python"
}

fact() { "$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$out/machine.json" "$1"; }

# part NAME NEEDS LIMIT LOG FUNCTION: runs a function for at most LIMIT seconds, or what is left; says what became of it.
part() {
  local name="$1" needs="$2" limit="$3" log="$out/$4" function="$5" status=0
  [[ -z $only || ",$only," == *",$name,"* ]] || return 0
  local left=$((budget - SECONDS - 5)) begun=$SECONDS
  if ((left < needs)); then
    note "$name: skipped, too little of the $budget s is left"
    return 0
  fi
  ((limit <= left)) || limit=$left
  say "$name, at most $limit s"
  [[ $log == */times.log ]] || : >"$log"
  timeout --kill-after=5 "$limit" bash -euo pipefail -c "$function" >>"$log" 2>&1 || status=$?
  case $status in
    0) note "$name: done in $((SECONDS - begun)) s" ;;
    124 | 137) note "$name: cut off after $limit s" ;;
    *)
      note "$name: failed with status $status after $((SECONDS - begun)) s"
      grep --max-count=30 --after-context=6 -E 'Failure$|error:|Error|terminate called' "$log" || tail -30 "$log"
      ;;
  esac
  return "$status"
}

note() {
  say "$*"
  printf '%s\n' "$*" >>"$out/parts.txt"
}

buildGoogleTest() {
  [[ -e $build/googletest/installed ]] && return
  mkdir -p "$build/googletest/source"
  tar --extract --file "$archive" --directory "$build/googletest/source"
  cmake -S "$build/googletest/source" -B "$build/googletest/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_GMOCK=OFF \
    -DCMAKE_CXX_STANDARD=17 -DCMAKE_CXX_FLAGS="-w -fPIC $abi" -DCMAKE_INSTALL_PREFIX="$build/googletest/prefix"
  cmake --build "$build/googletest/build" --target install
  touch "$build/googletest/installed"
}

buildEngine() {
  buildGoogleTest
  cmake -S . -B "$build/engine" -G Ninja -DCMAKE_BUILD_TYPE=Release -DMACADAM_ENGINE_ONLY=ON \
    -DMACADAM_TORCH_ROOT="$torchRoot" -DCMAKE_CXX_FLAGS="$abi" -DCMAKE_PREFIX_PATH="$build/googletest/prefix"
  cmake --build "$build/engine" --target device_tests step_times
}

# Each suite in a process of its own: a fault on the device takes only its own suite along.
testDevice() {
  local suite failed=0
  for suite in DeviceNetworks DeviceMethods DeviceEvaluation DeviceTraining DeviceMemory; do
    MACADAM_TEST_DEVICE="$device" "$build/engine/tests/device/device_tests" --gtest_filter="*$suite.*" || failed=1
  done
  return "$failed"
}

timeMacadam() {
  "$build/engine/tests/device/step_times" "$device" "$student" "$teacher" "$warmUp" "$steps" $cases >>"$out/times.jsonl"
}

timePeer() {
  "$python" "$here/peer_times.py" --device "$device" --student "$student" --teacher "$teacher" --warmup "$warmUp" \
    --steps "$steps" "$@" $cases >>"$out/times.jsonl"
}

if [[ $device == cpu ]]; then
  student=18 teacher=34 warmUp=1 steps=2 sizes='64:2 32:2'
else
  student=50 teacher=101 warmUp=5 steps=20 sizes='512:5 256:2'
fi
cases=
for size in $sizes; do
  for method in sslkd cms cps supervised cct; do cases+="$method:$size "; done
done

tool cmake
tool ninja
findPython
[[ -n $only ]] || rm -f "$out"/*.log "$out/times.jsonl"
rm -f "$out/parts.txt"
"$python" "$here/machine.py" >"$out/machine.json"
torchRoot="$(fact torch_root)"
abi="-D_GLIBCXX_USE_CXX11_ABI=$(fact cxx11_abi)"
[[ $device == cpu || -n "$(fact gpu)" ]] || fail "PyTorch $(fact torch) sees no GPU; take --device cpu to try the check itself"
[[ -e $archive || -e $build/googletest/installed ]] || fail "$archive is not there; make it by '$here/check.sh pack' on a Debian system"

export -f buildGoogleTest buildEngine testDevice timeMacadam timePeer
export archive here build out abi torchRoot device python student teacher warmUp steps cases
export TORCHINDUCTOR_CACHE_DIR="$build/inductor" PYTHONUNBUFFERED=1
trap '"$python" "$here/report.py" "$out" "$device"' EXIT

status=0
part build 30 "$((budget / 2))" build.log buildEngine || fail "the engine was not built"
part tests 15 150 tests.log testDevice || status=1
part macadam 15 90 times.log timeMacadam || status=1
part eager 15 90 times.log timePeer || true
part compiled 30 "$budget" times.log 'timePeer --compile' || true
exit "$status"
