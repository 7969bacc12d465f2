#!/usr/bin/env python3
"""Prints the ablation's table: for each setting and figure the mean over the seeds, with Student's interval for it."""

import pathlib
import statistics
import sys

SETTINGS = ("none", "swap", "support", "drop", "all")
FIGURES = ("agreement", "consistency", "bias-first", "bias-second", "delta-bias")
STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776}


def figures(path):
    """The figures that `judgefleet model examine` printed."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) > 1 and row[1] != "none"}


def cell(values):
    spread = STUDENT[len(values)] * statistics.stdev(values) / len(values) ** 0.5
    return f"{statistics.mean(values):.3f} ± {spread:.3f}"


def main():
    folder = pathlib.Path(sys.argv[1])
    for kind in ("bare", "referenced"):
        print(f"\n| {kind} | " + " | ".join(FIGURES) + " |")
        print("|---" * (1 + len(FIGURES)) + "|")
        for setting in SETTINGS:
            seeds = [figures(path) for path in sorted(folder.glob(f"{setting}-*.{kind}"))]
            if len(seeds) > 1:
                print(f"| {setting} | " + " | ".join(cell([seed[name] for seed in seeds]) for name in FIGURES) + " |")


if __name__ == "__main__":
    main()
