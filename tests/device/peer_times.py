"""Times several steps of tests/peer/peer.py in one process, for check.sh: a JSON line for each METHOD:SIZE:BATCH.

  peer_times.py --device cuda [--compile] sslkd:512:5 cms:512:5

On a GPU in bfloat16 and channels-last, as Macadam computes there. A step that fails says why in its line.
"""
import argparse
import gc
import json
import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peer"))
import peer


def timed(a, case):
    method, size, batch = case.split(":")
    gpu = a.device.startswith("cuda")
    line = {"program": "compiled" if a.compile else "eager", "method": method, "size": int(size), "batch": int(batch)}
    step = argparse.Namespace(method=method, size=int(size), batch=int(batch), student=a.student, teacher=a.teacher,
                              steps=a.steps, warmup=a.warmup, threads=0, device=a.device, amp=gpu, channels_last=gpu,
                              compile=a.compile)
    try:
        result = peer.time_step(step)
        line.update({key: result[key] for key in ("seconds_median", "seconds_min", "peak_device_memory_mib") if key in result})
    except Exception as error:  # a compiler that is missing, too little memory
        line["failed"] = f"{type(error).__name__}: {error}".splitlines()[0]
    finally:
        gc.collect()
        if gpu:
            torch.cuda.empty_cache()
        if a.compile:
            torch._dynamo.reset()
    return line


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("cases", nargs="+", metavar="METHOD:SIZE:BATCH")
    p.add_argument("--device", default="cpu")
    p.add_argument("--compile", action="store_true")
    for name, value in (("student", 50), ("teacher", 101), ("steps", 5), ("warmup", 2)):
        p.add_argument(f"--{name}", type=int, default=value)
    a = p.parse_args()
    for case in a.cases:
        print(json.dumps(timed(a, case)), flush=True)


if __name__ == "__main__":
    main()
