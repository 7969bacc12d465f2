#!/usr/bin/env python3
"""Prints the comparisons of a file whose questions are in none of the training files: unseen.py FILE TRAINING..."""

import json
import sys


def question(line):
    return json.loads(line)["question_body"]


def main():
    examined, *training = sys.argv[1:]
    seen = set()
    for path in training:
        with open(path, encoding="utf-8") as lines:
            seen.update(map(question, lines))
    with open(examined, encoding="utf-8") as lines:
        sys.stdout.writelines(line for line in lines if question(line) not in seen)


if __name__ == "__main__":
    main()
