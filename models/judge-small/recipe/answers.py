"""Answers of known quality, and what a teacher remarks on them."""

import dataclasses
import re

import phrases


@dataclasses.dataclass(frozen=True)
class Graded:
    text: str
    score: int
    remark: str


# What can be said of an answer: its score, and how often such an answer is drawn.
QUALITIES = {
    "detailed": (10, 14, "answers the question well and in detail"),
    "good": (9, 22, "answers the question well"),
    "brief": (8, 9, "is right but brief"),
    "careless": (7, 4, "is right but careless in its writing"),
    "part": (6, 6, "covers only a part of the question"),
    "unsure": (5, 8, "is right but unsure of itself"),
    "rambling": (5, 7, "answers the question and then wanders off"),
    "broken": (4, 8, "breaks off before its end"),
    "wrong": (3, 9, "is wrong"),
    "repetitive": (3, 8, "repeats itself again and again"),
    "echo": (2, 4, "only repeats the question"),
    "foreign": (2, 3, "is not in the language of the question"),
    "senseless": (2, 3, "makes no sense"),
    "refusal": (1, 4, "refuses to answer"),
    "astray": (1, 12, "does not answer the question"),
    "empty": (1, 2, "is empty"),
}
WEIGHTS = {name: weight for name, (_, weight, _) in QUALITIES.items()}



def graded(chance, question, weights=WEIGHTS):
    """An answer of a quality by chance, of those that the question allows."""
    quality = chance.weighted(weights)
    while not possible(quality, question):
        quality = chance.weighted(weights)
    score, _, remark = QUALITIES[quality]
    return Graded(MAKERS[quality](chance, question), score, remark)


def possible(quality, question):
    if quality == "wrong":
        return bool(question.wrong)
    if quality == "part" and question.wide:
        return False
    if quality in ("detailed", "part"):
        return len(question.sentences) > 3
    if quality == "brief":
        return question.brief not in question.sentences or len(question.sentences) > 1
    return True


def full(chance, question):
    """A good answer's sentences: three of four, or all of fewer."""
    count = min(len(question.sentences), chance.between(2, 3))
    return [question.sentences[0]] + chance.some(question.sentences[1:], count - 1)


def ways(name, question):
    """The phrases of a name; of a wide question there are more."""
    few = getattr(phrases, name)
    return few + getattr(phrases, "MORE_" + name) if question.wide else few


def laid_out(chance, question, sentences):
    """As running text, as points, as numbers or under a heading: the form does not change the quality."""
    form = chance.below(10)
    if question.wide and form == 2:
        return "**Answer**\n" + " ".join(sentences)
    if question.wide and form == 3:
        return "\n\n".join(f"* **{sentence}**" if chance.happens(0.5) else f"* {sentence}" for sentence in sentences)
    if len(sentences) > 1 and form == 0:
        return "\n".join("- " + sentence for sentence in sentences)
    if len(sentences) > 1 and form == 1:
        return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))
    return " ".join(sentences)


def lower(text):
    return text[:1].lower() + text[1:]


def polite(chance, question, sentences):
    """With a word before and after, or without: neither changes the quality."""
    opening, text = chance.of(ways("OPENINGS", question)), laid_out(chance, question, sentences)
    if opening and "\n" in text:
        opening = opening.rstrip() + "\n"
    return opening + text + chance.of(ways("CLOSINGS", question))


def detailed(chance, question):
    return polite(chance, question, list(question.sentences))


def good(chance, question):
    return polite(chance, question, full(chance, question))


def brief(chance, question):
    return question.brief


def careless(chance, question):
    """Without capitals and full stops, and with letters in the wrong order."""
    words = " ".join(full(chance, question)).lower().replace(".", "").split()
    for i, word in enumerate(words):
        if len(word) > 3 and chance.happens(0.4):
            at = chance.between(1, len(word) - 2)
            words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def part(chance, question):
    """The last sentence alone: it stands, but the first says what matters."""
    return question.sentences[-1]


def unsure(chance, question):
    sentences = full(chance, question)
    doubts, after = ways("DOUBTS", question), ways("DOUBTS_AFTER", question)
    if question.wide and chance.happens(0.5):
        return doubtful(chance, sentences, doubts, after)
    text = chance.of(doubts) + lower(" ".join(sentences))
    return text + chance.of(after) if chance.happens(0.6) else text


def doubtful(chance, sentences, doubts, after):
    """With a doubt in the midst of most sentences instead of one before all."""
    texts = []
    for sentence in sentences:
        words = sentence.split()
        place = chance.below(3)
        if place == 0 and len(words) > 3:
            at = chance.between(2, len(words) - 1)
            sentence = " ".join(words[:at]) + chance.of(phrases.DOUBTS_BETWEEN) + " " + " ".join(words[at:])
        elif place == 1:
            sentence = chance.of(doubts) + lower(sentence)
        texts.append(sentence)
    return " ".join(texts) + chance.of(after)


def rambling(chance, question):
    tail = [chance.of(ways("NOISE", question)) for _ in range(chance.between(1, 3))]
    if chance.happens(0.5):
        tail = chance.some(question.elsewhere[:-1], 2) + tail
    chance.shuffle(tail)
    return " ".join(full(chance, question)) + chance.of((" ", "\n", "\n\n")) + " ".join(tail)


def broken(chance, question):
    words = " ".join(question.sentences).split()
    if len(words) < 4:
        return words[0]
    kept = chance.between(max(2, len(words) // 3), len(words) - 2)
    return " ".join(words[:kept]).rstrip(".,") + chance.of(("", "", " and", " the"))


def wrong(chance, question):
    return chance.of(question.wrong)


def repetitive(chance, question):
    sentence = chance.of(question.sentences)
    if chance.happens(0.5):
        return " ".join([sentence] * chance.between(3, 7))
    words = sentence.rstrip(".").split()
    kept = " ".join(words[: chance.between(1, len(words))])
    tail = " ".join(words[-chance.between(1, min(3, len(words))) :])
    return kept + (" " + tail) * chance.between(4, 12)


def echo(chance, question):
    return question.text if chance.happens(0.6) else question.text.split("\n")[0] + " " + question.text.split("\n")[0]


def foreign(chance, question):
    return " ".join(chance.some(question.elsewhere[-1], chance.between(1, 3)))


def senseless(chance, question):
    words = re.findall(r"\w+", " ".join(question.sentences + question.elsewhere[:1]).lower())
    chance.shuffle(words)
    return " ".join(words[: chance.between(4, 24)])


def refusal(chance, question):
    return " ".join(chance.some(ways("REFUSALS", question), chance.between(1, 2)))


def astray(chance, question):
    sentences = chance.some(question.elsewhere[:-1], chance.between(1, 3))
    return polite(chance, question, sentences)


def empty(chance, question):
    return chance.of(("", "", ".", "-", "\n"))


MAKERS = {
    "detailed": detailed, "good": good, "brief": brief, "careless": careless, "part": part, "unsure": unsure, "rambling": rambling,
    "broken": broken, "wrong": wrong, "repetitive": repetitive, "echo": echo, "foreign": foreign, "senseless": senseless,
    "refusal": refusal, "astray": astray, "empty": empty,
}
