"""Answers of the Jargon File 4.4.7, which is in the public domain: connected prose of many writers, where rules write only sentences."""

import gzip
import re

ASK = (
    "What is {0}?", "Tell me about {0}.", "Explain {0}.", "What do you know about {0}?", "Where does {0} come from?", "Describe {0} briefly.",
)
ASK_WORDS = (
    "Write a few sentences about {0} and {1}.", "Say something about {0}. Mention {1}.", "What has {0} to do with {1}?",
    "Tell me how {0} and {1} belong together.", "Write a paragraph in which {0} and {1} occur.", "Why do people talk of {0} and {1}?",
)
# The file is a collection of slang.
RUDE = re.compile(r"clit|fuck|shit|sex|bitch|crap|piss|porn|penis|breast|nigg|whore|\bass|damn", re.IGNORECASE)


def entries(path):
    """Each headword with its sentences, without cross-references and pronunciations."""
    head, lines, found = "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as text:
        for line in text:
            line = line.rstrip()
            if line and not line.startswith(" "):
                found.append((head, sentences(" ".join(lines))))
                head, lines = line, []
            elif line.startswith("    "):
                lines.append(line.strip())
    return [(head, told) for head, told in found if len(told) > 1 and not RUDE.search(head)]


def sentences(text):
    text = re.sub(r"\[[^\]]*\]|[{}]", "", text)
    text = re.sub(r"\s+", " ", text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'"))
    parts = re.split(r"(?<=[.!?]) +(?=[A-Z])", text)
    return tuple(
        part.strip() for part in parts
        if 4 <= len(part.split()) <= 24 and part.isascii() and part[0].isupper() and not re.match(r"(See|Compare|Also) ", part) and not RUDE.search(part)
    )


def draw(chance, told):
    """The parts of a question: its text, a full answer's sentences and what an answer to something else would say."""
    head, sentences = chance.of(told)
    first = chance.below(len(sentences) - 1)
    window = sentences[first : first + chance.between(2, 4)]
    _, elsewhere = chance.of(told)
    if head.lower() in window[0].lower() and chance.happens(0.7):
        return chance.of(ASK).format(head), window, elsewhere
    words = sorted(set(re.findall(r"[a-z]{4,}", window[0])), key=lambda word: (-len(word), word))[:2]
    if len(words) < 2:
        words = [head, "it"]
    return chance.of(ASK_WORDS).format(*words), window, elsewhere
