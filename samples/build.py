#!/usr/bin/env python3
"""Makes comparisons.jsonl from answers.jsonl, and prints how balanced it is.

Usage: samples/build.py          writes samples/comparisons.jsonl
       samples/build.py --check  fails where the file in the repository is another one

Ten pairs can be made of five models. They fall into two rings of five in which every model stands first once and second
once; questions take the rings in turn, and every second time the other way round. So each pair is seen in both orders.
"""
import collections
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
DATASET = "judgefleet-sample"
MODELS = ["alder", "birch", "cedar", "dogwood", "elm"]
RINGS = [
    [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)],
    [(0, 2), (2, 4), (4, 1), (1, 3), (3, 0)],
]


def pairs(index):
    """The pairs of models of the question with this index, in presentation order."""
    ring = RINGS[index % 2]
    forwards = (index // 2) % 2 == 0
    return [(MODELS[a], MODELS[b]) if forwards else (MODELS[b], MODELS[a]) for a, b in ring]


def preference(first, second):
    """What the author prefers: the higher grade, and a tie where they are equal."""
    if first["grade"] == second["grade"]:
        return "tie"
    return "first" if first["grade"] > second["grade"] else "second"


def comparison(question, first, second):
    answers = question["answers"]
    line = {
        "id": f"{question['id']}-{first}-{second}",
        "dataset": DATASET,
        "question_id": question["id"],
        "category": question["category"],
        "question": question["question"],
    }
    if "reference" in question:
        line["reference"] = question["reference"]
    line["answers"] = [{"model": model, "text": answers[model]["text"]} for model in (first, second)]
    line["labels"] = [
        {"annotator": "author", "kind": "human", "preference": preference(answers[first], answers[second])}
    ]
    return line


def build(questions):
    return [comparison(q, first, second) for i, q in enumerate(questions) for first, second in pairs(i)]


def share(part, whole):
    return f"{part} of {whole} ({100 * part / whole:.1f} %)"


def report(questions, comparisons):
    """The balance of the comparisons, as lines of text."""
    labels = [line["labels"][0]["preference"] for line in comparisons]
    yield f"{len(questions)} questions, {len({q['category'] for q in questions})} categories, {len(comparisons)} comparisons"
    for label in ("first", "second", "tie"):
        yield f"{label}: {share(labels.count(label), len(labels))}"
    longer = decided = 0
    points, shown_first, played = (collections.Counter() for _ in range(3))
    for line, label in zip(comparisons, labels):
        first, second = line["answers"]
        shown_first[first["model"]] += 1
        played.update([first["model"], second["model"]])
        points[first["model"]] += {"first": 2, "tie": 1, "second": 0}[label]
        points[second["model"]] += {"first": 0, "tie": 1, "second": 2}[label]
        lengths = len(first["text"]), len(second["text"])
        if label != "tie" and lengths[0] != lengths[1]:
            decided += 1
            longer += (lengths[0] > lengths[1]) == (label == "first")
    yield f"the longer answer wins {share(longer, decided)} of the decided comparisons"
    words = {m: sum(len(q["answers"][m]["text"].split()) for q in questions) / len(questions) for m in MODELS}
    yield "| model | wins + half the ties | shown first | words per answer |"
    yield "|---|---|---|---|"
    for model in MODELS:
        rate = f"{50 * points[model] / played[model]:.1f} %"
        yield f"| {model} | {rate} | {share(shown_first[model], played[model])} | {words[model]:.0f} |"
    yield "| category | " + " | ".join(MODELS) + " |"
    yield "|---|---|---|---|---|---|"
    for category in dict.fromkeys(q["category"] for q in questions):
        of_category = [q["answers"] for q in questions if q["category"] == category]
        grades = [sum(a[m]["grade"] for a in of_category) / len(of_category) for m in MODELS]
        yield f"| {category} | " + " | ".join(f"{grade:.1f}" for grade in grades) + " |"


def main():
    questions = [json.loads(line) for line in (FOLDER / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    comparisons = build(questions)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in comparisons)
    target = FOLDER / "comparisons.jsonl"
    if sys.argv[1:] == ["--check"]:
        if target.read_text(encoding="utf-8") != text:
            sys.exit("samples/comparisons.jsonl is not what samples/build.py makes of answers.jsonl; run samples/build.py")
    else:
        target.write_text(text, encoding="utf-8")
    print("\n".join(report(questions, comparisons)))


if __name__ == "__main__":
    main()
