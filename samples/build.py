#!/usr/bin/env python3
"""Makes comparisons.jsonl and the files of the tutorial from answers.jsonl, and prints how balanced the comparisons are.

Usage: samples/build.py          writes samples/comparisons.jsonl and samples/tutorial/*.jsonl
       samples/build.py --check  writes nothing, fails if a file in the repository differs

Five models make ten pairs. The pairs form two rings of five, in each of which every model is the first answer once and the
second answer once. Questions use the rings in turn, every second time with the order reversed, so that each pair occurs in
both orders.
"""
import collections
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
DATASET = "judgefleet-sample"
MODELS = ["alder", "birch", "cedar", "dogwood", "elm"]
TUTORIAL = ("alder", "elm")
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


def answers_of(model, questions):
    """The answers of one model, as the tutorial's reader would have them."""
    for question in questions:
        line = {"id": question["id"], "question": question["question"]}
        if "reference" in question:
            line["reference"] = question["reference"]
        yield line | {"answer": question["answers"][model]["text"]}


def tutorial_labels(first, second, questions):
    """The author's preferences on the first questions of each category, three of five."""
    for index, question in enumerate(questions):
        if index % 5 < 3:
            grades = (question["answers"][model]["grade"] for model in (first, second))
            preferred = dict(zip(("first", "second"), (first, second)))
            found = preference(*({"grade": grade} for grade in grades))
            yield {"id": question["id"], "annotator": "author", "preferred": preferred.get(found, "tie")}


def jsonl(lines):
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


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
    files = {
        "comparisons.jsonl": jsonl(comparisons),
        f"tutorial/{TUTORIAL[0]}.jsonl": jsonl(answers_of(TUTORIAL[0], questions)),
        f"tutorial/{TUTORIAL[1]}.jsonl": jsonl(answers_of(TUTORIAL[1], questions)),
        "tutorial/labels.jsonl": jsonl(tutorial_labels(*TUTORIAL, questions)),
    }
    for name, text in files.items():
        target = FOLDER / name
        if sys.argv[1:] != ["--check"]:
            target.write_text(text, encoding="utf-8")
        elif target.read_text(encoding="utf-8") != text:
            sys.exit(f"expected samples/{name} as samples/build.py writes it from answers.jsonl, found another; run samples/build.py")
    print("\n".join(report(questions, comparisons)))


if __name__ == "__main__":
    main()
