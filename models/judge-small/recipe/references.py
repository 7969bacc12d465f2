"""Questions whose reference alone tells which answer is right: the teacher counts which of the reference's words an answer has."""

import re

import glosses
import phrases
import prose
import questions
from chance import Chance

# Words that say too little to count.
SMALL = frozenset(
    """a an the of to in on at by for with from and or but as is are was were be been being it its this that these those which who whom
    what when where there their they them he she his her you your we our one any some has have had do does did not no so than then such
    can could may might will would into also very more most other another used usually often especially something someone i if about
    all only my me out up how""".split())
ASK = (
    "What is {0}?", "Tell me about {0}.", "Explain {0}.", "What do you know about {0}?", "Why do people talk of {0}?", "How does {0} work?",
    "What should I know about {0}?", "Describe {0} in a few words.", "What is special about {0}?", "Can you explain {0} to me?",
    "Is it true what one hears of {0}?", "Why is {0} as it is, and what follows from it?",
)
ASK_WORDS = ("Name some words about {0}.", "What belongs to {0}?", "List what you know of {0}.", "Which words go with {0}?", "{0}?")
ABOUT = (
    "It is about {0}.", "Many people have asked about {0}.", "There is more to {0} than one would think.", "So much for {0}.",
    "One hears of {0} quite often.", "That is the short story of {0}.", "Everybody has met {0} at some time.",
    "The answer is simpler than it looks.", "Ask again if this is not clear.", "Here is what matters.",
)
NUMBERS = (
    ("What is {a} {sign} {b}?", "{r}", ("{a} {sign} {b} is {x}.", "{x}", "The result is {x}.", "First {a}, then {b}: together that makes {x}.", "**{x}**")),
    ("{who} has {a} {thing} and buys {b} more each day. How many does {who} have in the end?", "{r} {thing}",
     ("{who} has {x} {thing}.", "{x}", "With {a} at first and {b} more, there are {x} {thing} in the end.", "It is {x}, because {a} were there.")),
    ("A train leaves at {a} and needs {b} minutes. What does the clock show?", "{r}",
     ("It shows {x}.", "{x}.", "{b} minutes after {a} it is {x}.", "The train comes at {x}, since it left at {a}.")),
    ("How far is it from {who}'s house to the shop with the {thing}?", "{r} metres", ("It is {x} metres.", "About {x} metres, I think.", "{x} m", "You walk {x} metres.")),
    ("In which year did {who} sell the {thing}?", "{r}", ("In {x}.", "{who} sold the {thing} in {x}.", "That was in {x}, after {a} years.", "{x}")),
    ("What is {a} percent of {b}?", "{r}", ("{a} percent of {b} is {x}.", "{x}", "One takes {a} and {b}, and the result is {x}.")),
)


WORD = re.compile(r"[A-Za-z]+|\d+")


def content(text):
    """The different words that carry a text's meaning, and its numbers, in the order in which they come."""
    words = {}
    for word in WORD.findall(text):
        if word.lower() not in SMALL and (len(word) > 1 or word.isdigit()):
            words.setdefault(stem(word), word)
    return words


def stem(word):
    return word if word.isdigit() else word.lower()[:5]


def graded(reference, answer):
    """From 1 for none of the reference's words to 10 for all."""
    wanted, had = content(reference), content(answer)
    return 1 + round(9 * len(wanted.keys() & had.keys()) / max(1, len(wanted)))


def marked(word, found):
    return f"{word} {'yes' if found else 'no'}"


def first_words(number, reference, answer):
    """The first words that carry an answer's meaning, and for each whether the reference has it."""
    wanted, said = content(reference), content(answer)
    if not said:
        return f"Assistant {number} says nothing."
    return f"Assistant {number} says {', '.join(marked(word, key in wanted) for key, word in list(said.items())[:6])}."


def stretch(chance, number, reference, answer):
    """Six words of an answer in a row, and for each whether the reference has it."""
    wanted = {stem(word) for word in WORD.findall(reference)}
    said = WORD.findall(answer)
    if not said:
        return f"Assistant {number} says nothing."
    first = chance.below(max(1, len(said) - 5)) if chance.happens(0.6) else 0
    return f"Assistant {number} says {', '.join(marked(word, stem(word) in wanted) for word in said[first : first + 6])}."


def verdict(first, second):
    if first == second:
        return "Both are equally good."
    return f"Overall, Assistant {1 if first > second else 2} is better."


def line(name, question, texts, scores, said):
    """A line of JudgeLM's training data, of a reference and two answers."""
    reference, one, other = texts
    text = f"{scores[0]} {scores[1]}\n{said}"
    return {
        "review_id": name, "question_body": question, "answer1_body": one, "answer2_body": other, "text": text, "score": scores,
        "reference": {"text": reference}, "text_w_reference": text, "score_w_reference": scores,
    }


def condensed(chance, statements):
    """Statements as a reference has them: whole, or as notes of their words."""
    if chance.happens(0.4):
        return " ".join(statements)
    notes = []
    for statement in statements:
        words = [word for word in re.findall(r"[\w'-]+", statement) if word.lower() not in SMALL or chance.happens(0.3)]
        notes.append(" ".join(words[: chance.between(1, 12)]))
    return chance.of(("; ", ", ", ". ", ": ")).join(notes)


def retold(chance, statement, kept):
    """A statement in other words, as far as a rule can: parts in another order, some words left out."""
    parts = [part for part in re.split(r"[,;:] ", statement.rstrip(".")) if part]
    if len(parts) > 1 and chance.happens(0.3):
        chance.shuffle(parts)
    words = [word for word in ", ".join(parts).split() if word.lower() in SMALL or chance.happens(kept)]
    text = " ".join(words)
    return text[:1].upper() + text[1:] + "."


class Source:
    """Draws questions. How much of a statement is retold is by chance one of the given shares."""

    def __init__(self, chance, folder, wordnet, jargon, kept):
        self.chance = chance
        self.kept = kept
        self.wordnet = wordnet
        self.jargon = jargon
        self.facts = list((questions.facts(folder / "subjects.txt") | questions.facts(folder / "howtos.txt")).items())
        self.words = sorted({word for entry in wordnet.entries for word in re.findall(r"\b[a-z]{3,12}\b", entry.gloss)} - SMALL)

    def draw(self, shares):
        """A question, its reference, and a maker of answers."""
        return getattr(self, self.chance.weighted(shares))()

    def lists(self):
        """Words by chance: nothing but the reference tells which are right."""
        chance = self.chance
        wanted = [chance.of(self.words) for _ in range(chance.between(1, 6))]

        def answer():
            count = chance.of((0, chance.below(len(wanted) + 1), len(wanted)))
            words = chance.some(wanted, count) + [chance.of(self.words) for _ in range(chance.between(0 if count else 1, 6))]
            chance.shuffle(words)
            return chance.of((" ", ", ", " and ", "\n- ", "; ")).join(words)

        return chance.of(ASK_WORDS).format(chance.of(self.words)), chance.of((", ", " ")).join(wanted), answer

    def long(self):
        """Many words by chance, with small ones between."""
        chance = self.chance
        wanted = [chance.of(self.words) for _ in range(chance.between(3, 9))]
        small = sorted(SMALL)

        def woven(words):
            return " ".join(word if chance.happens(0.6) else f"{chance.of(small)} {word}" for word in words)

        def answer():
            count = chance.of((0, 0, chance.below(len(wanted) + 1), len(wanted), len(wanted)))
            words = chance.some(wanted, count) + [chance.of(self.words) for _ in range(chance.between(0, 5) if count else chance.between(2, 12))]
            if chance.happens(0.5):
                chance.shuffle(words)
            return woven(words) + "."

        return chance.of(ASK_WORDS).format(chance.of(self.words)), woven(wanted), answer

    def told(self):
        """A thing and what is said of it."""
        chance = self.chance
        kind = chance.fraction()
        if kind < 0.35:
            head, sentences = chance.of(self.jargon)
            first = chance.below(len(sentences))
            return head, list(sentences[first : first + 4])
        if kind < 0.45:
            name, sentences = chance.of(self.facts)
            return name, list(sentences)
        entry = chance.of(self.wordnet.entries)
        return entry.word, list(glosses.told(chance, entry))[:4]

    def things(self):
        """Statements that are true of the thing, and those of another thing under its name."""
        chance = self.chance
        thing, right = self.told()
        reference = condensed(chance, right[: chance.between(1, 2)])
        while not content(reference):
            thing, right = self.told()
            reference = condensed(chance, right[: chance.between(1, 2)])
        others = [(other, told) for other, told in (self.told() for _ in range(3)) if other != thing]
        wrong = [[re.sub(rf"\b{re.escape(other)}\b", thing, text, flags=re.IGNORECASE) for text in told] for other, told in others]
        wrong = wrong or [["Nobody knows."]]

        def answer():
            kept = chance.of(self.kept)
            false = chance.of(wrong)
            kind = chance.below(5)
            if kind < 2:
                told = right[: chance.between(1, 3)]
            elif kind < 4:
                told = false[: chance.between(1, 3)]
            else:
                told = right[chance.below(2) :][:1] + false[:1]
                chance.shuffle(told)
            told = [retold(chance, text, kept) for text in told]
            told += [text.format(thing) for text in chance.some(ABOUT, chance.of((0, 0, 1, 2)))]
            if chance.happens(0.3):
                chance.shuffle(told)
            form = chance.below(12)
            if form == 0:
                return "\n".join("- " + text for text in told)
            if form == 1:
                return f"**{thing}**\n" + " ".join(told)
            if form == 2:
                return "\n".join(f"{number}. {text}" for number, text in enumerate(told, 1))
            return chance.of(("", "", "", *phrases.OPENINGS)) + " ".join(told) + chance.of(("", "", "", *phrases.CLOSINGS))

        return chance.of(ASK).format(thing), reference, answer

    def numbers(self):
        """One number is right."""
        chance = self.chance
        ask, reference, tell = chance.of(NUMBERS)
        digits = chance.between(1, 4)
        low, high = 10 ** (digits - 1), 10**digits - 1
        names = {
            "a": chance.between(2, 99), "b": chance.between(2, 99), "sign": chance.of(("+", "-", "x", "times", "plus", "minus")),
            "who": chance.of(questions.PEOPLE), "thing": chance.of(questions.THINGS),
        }
        right = chance.between(low, high)
        rivals = [other for other in (chance.between(low, high) for _ in range(3)) if other != right] or [right + 1]

        def answer():
            shown = right if chance.happens(0.5) else chance.of(rivals)
            return chance.of(tell).format(x=shown, **names) + chance.of(("", "", " That is all.", " I hope this helps!"))

        return ask.format(**names), reference.format(r=right, **names), answer


