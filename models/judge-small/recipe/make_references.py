#!/usr/bin/env python3
"""Writes training data, in JudgeLM's format, whose references tell which answer is right. The same options give the same bytes."""

import argparse
import json
import pathlib

import glosses
import prose
import references
from chance import Chance


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", required=True)
    parser.add_argument("--prefix", required=True, help="what the lines' names begin with")
    parser.add_argument("--comparisons", type=int, default=40000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shares", required=True, help="how often each kind of question: lists=1,long=1,things=6,numbers=2")
    parser.add_argument("--plain", type=float, default=0.0, help="share of judgements without a remark")
    parser.add_argument("--first-words", action="store_true", help="remark on an answer's first words of meaning, not on a stretch of it")
    parser.add_argument("--kept", default="1,1,0.9,0.75", help="shares of a statement's words that an answer keeps")
    parser.add_argument("--wordnet", type=pathlib.Path, required=True, help="a folder with WordNet 3.0's data.noun and index.noun")
    parser.add_argument("--jargon", type=pathlib.Path, required=True, help="the Jargon File as dictd has it")
    options = parser.parse_args()
    shares = {name: float(share) for name, share in (part.split("=") for part in options.shares.split(","))}
    kept = [float(share) for share in options.kept.split(",")]
    chance = Chance(options.seed)
    folder = pathlib.Path(__file__).resolve().parent
    source = references.Source(chance, folder, glosses.WordNet(options.wordnet), prose.entries(options.jargon), kept)

    def remark(number, reference, answer):
        if options.first_words:
            return references.first_words(number, reference, answer)
        return references.stretch(chance, number, reference, answer)

    def comparison(number, question, reference, one, other):
        scores = references.graded(reference, one), references.graded(reference, other)
        plain = chance.happens(options.plain)
        said = " ".join([remark(1, reference, one), remark(2, reference, other), references.verdict(*scores)])
        return references.line(f"{options.prefix}-{number:06d}", question, (reference, one, other), scores, "" if plain else said)

    with open(options.output, "w", encoding="utf-8") as out:
        written = 0
        while written < options.comparisons:
            question, reference, answer = source.draw(shares)
            for _ in range(chance.between(1, 3)):
                one, other = answer(), answer()
                if references.graded(reference, one) == references.graded(reference, other) and chance.happens(0.7):
                    other = answer()
                out.write(json.dumps(comparison(written, question, reference, one, other), ensure_ascii=False) + "\n")
                written += 1


if __name__ == "__main__":
    main()
