#!/usr/bin/python3
"""Times one training step of Macadam against the Python peer, alternately, and prints the ratio.

  tests/peer/compare_step.py --cli build/release/app/cli/macadam-cli --size 128 --batch 2 --threads 2

Needs Debian's python3-torch and python3-torchvision. Below 1 Macadam is the faster one.
"""
import argparse
import json
import os
import statistics
import subprocess

PEER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.py")


def run(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--cli", default="build/release/app/cli/macadam-cli")
    p.add_argument("--python", default="/usr/bin/python3")
    p.add_argument("--methods", default="supervised,cps,cms,sslkd")
    p.add_argument("--rounds", type=int, default=3)
    for name, value in (("size", 128), ("batch", 2), ("threads", 2), ("steps", 5), ("warmup", 2)):
        p.add_argument(f"--{name}", type=int, default=value)
    a = p.parse_args()
    common = sum(([f"--{name}", str(getattr(a, name))] for name in ("size", "batch", "threads", "steps", "warmup")), [])
    print("method       Macadam s   peer s   ratio (median of pairs)   memory MiB")
    for method in a.methods.split(","):
        pairs = []
        for _ in range(a.rounds):
            ours = run([a.cli, "bench", "--json", "--method", method] + common)
            theirs = run([a.python, PEER, "--method", method] + common)
            pairs.append((ours, theirs))
        seconds = [statistics.median(side["seconds_median"] for side in sides) for sides in zip(*pairs)]
        ratio = statistics.median(o["seconds_median"] / t["seconds_median"] for o, t in pairs)
        memory = [max(side["peak_memory_mib"] for side in sides) for sides in zip(*pairs)]
        print(f"{method:<12} {seconds[0]:>8.3f} {seconds[1]:>8.3f}   {ratio:>8.2f} {'':<16} {memory[0]} / {memory[1]}", flush=True)


if __name__ == "__main__":
    main()
