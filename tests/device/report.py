"""Puts what check.sh wrote into a folder into one table: prints it, and writes table.txt and table.md beside it.

  report.py FOLDER DEVICE
"""
import json
import os
import re
import sys

PROGRAMS = ("macadam", "eager", "compiled")
ENDED = re.compile(r"^\[ +(OK|FAILED|SKIPPED) +\] ([\w/.]+).*\(\d+ ms\)$")
STARTED = re.compile(r"^\[ RUN +\] ([\w/.]+)$")


def lines_of(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()


def test_results(log):
    """Names of tests by their end: OK, FAILED, SKIPPED, or UNFINISHED where a process ended within one."""
    ends = {}
    for line in log:
        started, ended = STARTED.match(line), ENDED.match(line)
        if started:
            ends[started[1]] = "UNFINISHED"
        elif ended:
            ends[ended[2]] = ended[1]
    return {end: sorted(name for name, its in ends.items() if its == end) for end in ("OK", "FAILED", "SKIPPED", "UNFINISHED")}


def times(log):
    """{(method, size, batch): {program: line}}, the last line of each, in the order in which they came first."""
    table = {}
    for text in log:
        try:
            line = json.loads(text)
        except json.JSONDecodeError:  # cut off while it was written
            continue
        table.setdefault((line["method"], line["size"], line["batch"]), {})[line["program"]] = line
    return table


def milliseconds(line):
    return f"{1000 * line['seconds_median']:.1f}" if line and "seconds_median" in line else "–"


def ratio(ours, theirs):
    if not (ours and theirs and "seconds_median" in ours and "seconds_median" in theirs):
        return "–"
    return f"{ours['seconds_median'] / theirs['seconds_median']:.2f}"


def memory(line):
    return str(line["peak_device_memory_mib"]) if line and "peak_device_memory_mib" in line else "–"


def rows(table):
    head = ["method", "tiles", "Macadam ms", "eager ms", "compiled ms", "to eager", "to compiled",
            "Macadam MiB", "eager MiB", "compiled MiB"]
    body = []
    for (method, size, batch), by_program in table.items():
        ours, eager, compiled = (by_program.get(program) for program in PROGRAMS)
        body.append([method, f"{batch} + {batch} of {size}²", *map(milliseconds, (ours, eager, compiled)),
                     ratio(ours, eager), ratio(ours, compiled), *map(memory, (ours, eager, compiled))])
    return head, body


def failures(table):
    return [f"{program}, {method} {size}²: {line['failed']}" for (method, size, _), by_program in table.items()
            for program, line in by_program.items() if "failed" in line]


def machine_line(machine, device):
    torch = f"PyTorch {machine.get('torch', '?')}"
    if device == "cpu":
        return f"CPU with {machine.get('cores', '?')} cores, {torch}; float32, small networks and tiles: no figures to quote"
    return (f"{machine.get('gpu', '?')} ({machine.get('gpu_memory_mib', '?')} MiB), driver {machine.get('driver') or '?'}, "
            f"CUDA {machine.get('cuda', '?')}, cuDNN {machine.get('cudnn', '?')}, {torch}; bfloat16, channels-last, one step")


def test_lines(results):
    if not any(results.values()):
        return ["tests: none ran"]
    lines = [f"tests: {len(results['OK'])} passed, {len(results['FAILED'])} failed, {len(results['SKIPPED'])} skipped, "
             f"{len(results['UNFINISHED'])} not finished"]
    return lines + [f"  failed: {name}" for name in results["FAILED"] + results["UNFINISHED"]]


def as_text(head, body):
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
    return ["  ".join(cell.ljust(width) if i < 2 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths)))
            for row in [head, *body]]


def as_markdown(head, body):
    return ["| " + " | ".join(row) + " |" for row in [head, ["---"] * 2 + ["---:"] * (len(head) - 2), *body]]


def report(folder, device):
    machine = json.loads("\n".join(lines_of(folder, "machine.json")) or "{}")
    table = times(lines_of(folder, "times.jsonl"))
    head, body = rows(table)
    notes = test_lines(test_results(lines_of(folder, "tests.log"))) + lines_of(folder, "parts.txt") + failures(table)
    top = machine_line(machine, device)
    return "\n".join([top, "", *as_text(head, body), "", *notes, ""]), "\n".join([top, "", *as_markdown(head, body), "", *notes, ""])


def main():
    folder, device = sys.argv[1:3]
    text, markdown = report(folder, device)
    for name, content in (("table.txt", text), ("table.md", markdown)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(content)
    print(text)


if __name__ == "__main__":
    main()
