#!/usr/bin/env python3
"""Writes the training data from which judge-small learns to see that two words are the same: lists of words by chance.

The reference is a list, and so are the answers; the teacher reads out each answer's words, says of each whether the reference has
it, and scores an answer by how much of the reference it has. The words are whole pieces of the tokenizer.
"""

import argparse
import json
import pathlib
import re

import references
from chance import Chance


def whole_words(path):
    """The pieces of a tokenizer that are words."""
    pieces = (line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return [piece[1:] for piece in pieces if re.fullmatch("▁[a-z]{3,12}", piece) and piece[1:] not in references.SMALL]


def score(reference, answer):
    return 1 + round(9 * len(set(reference) & set(answer)) / len(set(reference)))


def remark(number, reference, answer):
    return f"Assistant {number} says {', '.join(references.marked(word, word in reference) for word in answer)}."


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", required=True)
    parser.add_argument("--vocabulary", type=pathlib.Path, required=True, help="the tokenizer's pieces, as spm_train writes them")
    parser.add_argument("--words", type=int, required=True, help="how many different words there are")
    parser.add_argument("--comparisons", type=int, required=True)
    parser.add_argument("--reference", type=int, default=3, help="most words of a reference")
    parser.add_argument("--answer", type=int, default=4, help="most words of an answer")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    chance = Chance(options.seed)
    words = whole_words(options.vocabulary)
    chance.shuffle(words)
    words = words[: options.words]

    def answer(reference):
        count = chance.between(1, options.answer)
        right = chance.of((0, chance.below(min(count, len(reference)) + 1), min(count, len(reference))))
        drawn = chance.some(reference, right) + [chance.of(words) for _ in range(count - right)]
        chance.shuffle(drawn)
        return drawn

    with open(options.output, "w", encoding="utf-8") as out:
        for number in range(options.comparisons):
            size = chance.between(1, options.reference)
            reference = chance.some(words, size) if len(words) < 500 else [chance.of(words) for _ in range(size)]
            chance.shuffle(reference)
            one, other = answer(reference), answer(reference)
            if score(reference, one) == score(reference, other):
                other = answer(reference)
            scores = score(reference, one), score(reference, other)
            said = [remark(1, reference, one), remark(2, reference, other), references.verdict(*scores)]
            question = chance.of(references.ASK_WORDS).format(chance.of(words))
            texts = [" " + " ".join(text) for text in (reference, one, other)]
            line = references.line(f"{options.output}-{number}", question, texts, scores, " ".join(said))
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
