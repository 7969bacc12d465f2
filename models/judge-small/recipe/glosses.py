"""Questions about words of WordNet 3.0 (Princeton University, see NOTICE): what people write uses more words than three text files."""

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Entry:
    """A word's first meaning, with words above, beside and below it."""

    word: str
    gloss: str
    examples: tuple
    same: tuple
    above: tuple
    below: tuple


ASK = (
    "What is {0}?", "What does the word {0} mean?", "Define {0}.", "Explain the term {0} in your own words.",
    "Can you explain to me what {0} is?", "Tell me something about {0}.", "Describe {0}.", "I do not know what {0} means. Help me.",
    "Write a short article about {0}.", "Give me a definition of {0} and an example.", "What do people mean when they say {0}?",
    "How would you explain {0} to a child?", "Why do people talk about {0}?", "Give an overview of {0}.",
)
DIFFERENCE = (
    "What is the difference between {0} and {1}?", "Compare {0} with {1}.", "Is {0} the same as {1}?", "Explain how {0} and {1} differ.",
)
SENTENCE = (
    "Write a sentence with the word {0}.", "Use {0} in a sentence.", "Give an example of how to use the word {0}.",
    "Make a sentence that contains {0}.",
)
REWRITE = (
    "Summarize the text below.", "Rewrite the following text and keep its meaning.", "Make this text shorter.",
    "Edit this paragraph so that it is clear and concise.", "What is this paragraph about?",
)


def tidy(text):
    return re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", text)).strip(" ;:,.")


def sentence(text):
    text = tidy(text)
    return text[:1].upper() + text[1:] + "."


def article(gloss):
    return gloss if re.match(r"(a|an|the|any|one|some) ", gloss) else "the " + gloss


class WordNet:
    """The nouns that occur in WordNet's tagged texts, read from its data files."""

    def __init__(self, folder):
        self.data = {}
        for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
            if line[0] != " ":
                head, gloss = line.split(" | ", 1)
                self.data[head[:8]] = (head.split(), gloss)
        self.entries = []
        for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
            parts = line.split()
            if line[0] != " " and re.fullmatch(r"[a-z]+(_[a-z]+)?", parts[0]) and len(parts[0]) > 2:
                meanings = int(parts[2])
                if int(parts[-meanings - 1]) > 0:
                    self.add(parts[0].replace("_", " "), parts[-meanings])

    def add(self, word, place):
        gloss, examples = self.told(place)
        if 10 <= len(gloss) <= 120:
            self.entries.append(Entry(
                word, gloss, examples,
                tuple(other for other in self.words(place) if other != word),
                self.pointed(place, "@")[:1], self.pointed(place, "~")[:6],
            ))

    def told(self, place):
        """A meaning's definition and its examples."""
        text = self.data[place][1]
        gloss = tidy(text.split('"')[0].split(";")[0])
        return gloss, tuple(tidy(example) for example in re.findall(r'"([^"]+)"', text) if 12 <= len(example) <= 120)

    def words(self, place):
        fields = self.data[place][0]
        return [fields[4 + 2 * i].replace("_", " ") for i in range(int(fields[3], 16))]

    def pointed(self, place, symbol):
        """What a pointer of a kind leads to, each as a word and its definition."""
        fields = self.data[place][0]
        first = 5 + 2 * int(fields[3], 16)
        pointers = [fields[first + 4 * i : first + 4 * i + 3] for i in range(int(fields[first - 1]))]
        return tuple(
            (self.words(target)[0], self.told(target)[0]) for kind, target, of in pointers if kind == symbol and of == "n"
        )


def told(chance, entry):
    """Sentences about a word, the definition first."""
    word, gloss = entry.word, article(entry.gloss)
    first = chance.of((
        f"{word} is {gloss}", f"the word {word} means {gloss}", f"{word} refers to {gloss}", f"a simple definition of {word} is: {gloss}",
        f"{gloss} is called {word}",
    ))
    more = [f"one can say: {example}" if chance.happens(0.5) else f"for example, {example}" for example in entry.examples[:2]]
    for above, meaning in entry.above:
        more.append(f"it is a kind of {above}, which means {article(meaning)}" if meaning else f"it is a kind of {above}")
    if entry.same:
        more.append(f"another word for it is {entry.same[0]}")
    if len(entry.below) > 2:
        names = [below for below, _ in entry.below]
        more.append(f"there are several kinds, such as {names[0]}, {names[1]} and {names[2]}")
    for below, meaning in entry.below[:1]:
        if meaning:
            more.append(f"one form of {word} is {below}, {article(meaning)}")
    chance.shuffle(more)
    return tuple(sentence(text) for text in [first] + more)


def draw(chance, wordnet):
    """The parts of a question: its text, a full answer's sentences and what an answer to something else would say."""
    entry, other = chance.of(wordnet.entries), chance.of(wordnet.entries)
    sentences, elsewhere = told(chance, entry), told(chance, other)
    kind = chance.below(10)
    if kind == 0 and len(entry.examples) > 1:
        return chance.of(SENTENCE).format(entry.word), tuple(sentence(text) for text in entry.examples), elsewhere
    if kind == 1:
        third = chance.of(wordnet.entries)
        both = [text for pair in zip(sentences, told(chance, third)) for text in pair]
        return chance.of(DIFFERENCE).format(entry.word, third.word), tuple(both), elsewhere
    if kind in (2, 3) and len(sentences) > 2:
        return f"{chance.of(REWRITE)}\n{' '.join(sentences)}", sentences[:2], elsewhere
    return chance.of(ASK).format(entry.word), sentences, elsewhere
