#!/usr/bin/env python3
"""Writes the words that judge-small's tokenizer is trained on: of training data, of WordNet's definitions, and of JudgeLM's template."""

import argparse
import collections
import json
import pathlib
import re

from make_data import TEMPLATE, counted, pieces


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", required=True)
    parser.add_argument("--wordnet", type=pathlib.Path, required=True, help="a folder with WordNet 3.0's data files")
    parser.add_argument("data", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    counts = collections.Counter()
    for path in options.data:
        with open(path, encoding="utf-8") as lines:
            counts.update(counted(map(json.loads, lines)))
    for part in ("noun", "verb", "adj", "adv"):
        for line in (options.wordnet / f"data.{part}").read_text(encoding="utf-8").split("\n"):
            if line and line[0] != " ":
                for piece in pieces(" " + line.split(" | ", 1)[1].strip()):
                    counts[piece] += 2
    with open(options.output, "w", encoding="utf-8") as out:
        for word, count in sorted(counts.items()):
            if count >= 3:
                # Frequent words outweigh rare ones, but less than in the texts.
                out.write((word + "\n") * min(1000, 1 + int(count**0.6)))
        for sentence in TEMPLATE:
            for part in re.findall(r"[^\d]+", sentence):
                out.write((part + "\n") * 400)


if __name__ == "__main__":
    main()
