#!/usr/bin/env python3
"""Writes the training data of judge-small, in JudgeLM's format, and the words its tokenizer is trained on.

Everything is made of the three text files beside this script and of the rules in questions.py and answers.py, all written for
this project; the same options give the same bytes. Python 3, nothing else.
"""

import argparse
import collections
import json
import pathlib
import re

import answers
import glosses
import prose
import questions
import references
from chance import Chance

TEMPLATE = (
    "You are a helpful and precise assistant for checking the quality of the answer.",
    "[Question]",
    "[Reference Answer]",
    "[The Start of Assistant 1's Answer]",
    "[The End of Assistant 2's Answer]",
    "[System]",
    "We would like to request your feedback on the performance of two AI assistants in response to the user question displayed above.",
    "Please rate the helpfulness, relevance, accuracy, level of details of their responses. Each assistant receives an overall score "
    "on a scale of 1 to 10, where a higher score indicates better overall performance.",
    "Please first output a single line containing only two values indicating the scores for Assistant 1 and 2, respectively. The two "
    "scores are separated by a space. In the subsequent line, please provide a comprehensive explanation of your evaluation, avoiding "
    "any potential bias and ensuring that the order in which the responses were presented does not affect your judgment.",
    "### Response:",
)


def judgement(first, second):
    """What the teacher says of two graded answers."""
    verdict = references.verdict(first.score, second.score)
    return (
        f"{first.score} {second.score}\n"
        f"Assistant 1 {first.remark}. Assistant 2 {second.remark}. {verdict}"
    )


def comparison(chance, name, question, better_first, weights):
    """Two answers of one question, as a line of JudgeLM's training data."""
    first = answers.graded(chance, question, weights)
    second = answers.graded(chance, question, weights)
    if first.score == second.score and chance.happens(0.5):
        second = answers.graded(chance, question, weights)
    # An unfair teacher's data, for the ablation: the better answer comes first more often than not.
    if better_first is not None and first.score != second.score:
        if (first.score > second.score) != chance.happens(better_first):
            first, second = second, first
    text = judgement(first, second)
    scores = [first.score, second.score]
    line = {
        "review_id": name,
        "question_body": question.text,
        "answer1_body": first.text,
        "answer2_body": second.text,
        "text": text,
        "score": scores,
    }
    if question.reference:
        line["reference"] = {"text": question.reference}
        line["text_w_reference"] = text
        line["score_w_reference"] = scores
    return line


def pieces(text):
    """The stretches within which the tokenizer may join letters: words with the blank before them, and other signs."""
    for line in text.split("\n"):
        yield from re.findall(r" ?[^\W\d_]+| ?[^\s]", line)


def counted(lines):
    """How often each piece occurs in what people and the teacher wrote."""
    counts = collections.Counter()
    for line in lines:
        for field in ("question_body", "answer1_body", "answer2_body", "text"):
            counts.update(pieces(line[field]))
    return counts


def words(lines, path):
    """A line for each piece as often as it occurs, in round numbers, and the template's sentences, each whole."""
    counts = counted(lines)
    with open(path, "w", encoding="utf-8") as out:
        for word, count in sorted(counts.items()):
            for _ in range(min(200, 1 + count // 50)):
                out.write(word + "\n")
        for sentence in TEMPLATE:
            for part in re.findall(r"[^\d]+", sentence):
                out.write((part + "\n") * 60)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", required=True, help="the file of judgements to write")
    parser.add_argument("--prefix", default="judge-small", help="what the lines' names begin with")
    parser.add_argument("--words", help="the file of words to write, for spm_train")
    parser.add_argument("--comparisons", type=int, default=40000)
    parser.add_argument("--per-question", type=int, default=6, help="about how many comparisons share a question")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--better-first", type=float, help="share of comparisons with the better answer in front")
    parser.add_argument("--jargon", type=pathlib.Path, help="the Jargon File as dictd has it, for questions with prose for answers")
    parser.add_argument("--qualities", help="the only qualities of answers, parted by commas")
    parser.add_argument("--without", default="", help="qualities to leave out, parted by commas")
    parser.add_argument("--wordnet", type=pathlib.Path, help="a folder with WordNet 3.0's data.noun and index.noun, for wide questions")
    options = parser.parse_args()
    qualities = options.qualities.split(",") if options.qualities else answers.QUALITIES
    weights = {quality: answers.WEIGHTS[quality] for quality in qualities if quality not in options.without.split(",")}

    chance = Chance(options.seed)
    folder = pathlib.Path(__file__).resolve().parent
    wordnet = glosses.WordNet(options.wordnet) if options.wordnet else None
    jargon = prose.entries(options.jargon) if options.jargon else ()
    source = questions.Source(folder, chance, wordnet, jargon)
    lines = []
    while len(lines) < options.comparisons:
        question = source.draw()
        for _ in range(1 + chance.below(2 * options.per_question - 1)):
            name = f"{options.prefix}-{len(lines):06d}"
            lines.append(comparison(chance, name, question, options.better_first, weights))
    lines = lines[: options.comparisons]
    with open(options.output, "w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    if options.words:
        words(lines, options.words)


if __name__ == "__main__":
    main()
