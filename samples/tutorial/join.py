#!/usr/bin/env python3
"""Joins the answers of two models to the same questions into comparisons that judgefleet submit reads.

Usage: join.py FIRST.jsonl SECOND.jsonl [LABELS.jsonl] > comparisons.jsonl

A line of answers:  {"id": "q01", "question": "...", "answer": "...", "reference": "..."}  (reference is optional)
A line of labels:   {"id": "q01", "annotator": "ann", "preferred": "alder"}                (or "tie")
A file's name without its ending is the name of its model; the folder's name is the name of the data set.
"""
import json
import pathlib
import sys


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def label(line, models):
    preference = {models[0]: "first", models[1]: "second", "tie": "tie"}[line["preferred"]]
    return {"annotator": line["annotator"], "kind": "human", "preference": preference}


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    paths = [pathlib.Path(argument).resolve() for argument in sys.argv[1:]]
    models = [path.stem for path in paths[:2]]
    others = {line["id"]: line for line in lines(paths[1])}
    labels = {}
    for line in lines(paths[2]) if len(paths) == 3 else []:
        labels.setdefault(line["id"], []).append(label(line, models))
    for line in lines(paths[0]):
        other = others.pop(line["id"], None)
        if other is None or other["question"] != line["question"]:
            sys.exit(f"{paths[1].name}: expected an answer to the question {line['id']} of {paths[0].name}, found none")
        texts = (line["answer"], other["answer"])
        comparison = {
            "id": line["id"],
            "dataset": paths[0].parent.name,
            "question": line["question"],
            "answers": [{"model": model, "text": text} for model, text in zip(models, texts)],
        }
        if "reference" in line:
            comparison["reference"] = line["reference"]
        if line["id"] in labels:
            comparison["labels"] = labels[line["id"]]
        print(json.dumps(comparison, ensure_ascii=False))
    if others:
        sys.exit(f"{paths[0].name}: expected an answer to the question {next(iter(others))} of {paths[1].name}, found none")


if __name__ == "__main__":
    main()
