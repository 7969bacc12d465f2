"""Questions of many kinds, each with what a good answer is made of."""

import dataclasses

import glosses
import invented
import prose

PEOPLE = "Mara Tobin Elsa Ravi Nadia Oskar Lena Felix Ines Pavel Greta Hugo Amira Bruno Clara Dario Edith Farid Gina Henrik".split()
PLACES = "Lisbon Oslo Cairo Lima Prague Dublin Athens Quito Nairobi Hanoi Vienna Boston Havana Kyoto Zagreb Tunis".split()
THINGS = "lamps chairs baskets kites hats drums pots ladders candles bottles ropes maps shirts boots clocks spoons".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
LISTS = {
    "fruits": "apples pears plums cherries grapes peaches bananas melons",
    "animals": "cows horses lions foxes bears rabbits wolves goats",
    "colours": "red blue green yellow purple orange brown grey",
    "instruments": "flutes drums guitars trumpets harps organs cellos clarinets",
    "tools": "hammers saws drills pliers files wrenches axes shovels",
    "vegetables": "carrots beans peas cabbages leeks spinach pumpkins radishes",
    "pieces of furniture": "tables chairs beds shelves sofas desks stools wardrobes",
    "jobs": "teacher baker nurse farmer pilot lawyer plumber painter",
}
OPPOSITES = """hot cold, big small, old young, fast slow, early late, light dark, rich poor, strong weak, high low, long short,
open closed, full empty, wet dry, hard soft, loud quiet, near far, first last, good bad, happy sad, clean dirty, wide narrow,
thick thin, sharp blunt, brave timid, cheap expensive, easy difficult, true false, always never, inside outside, begin end"""
VERBS = """walks walked, plays played, cooks cooked, paints painted, cleans cleaned, opens opened, visits visited,
repairs repaired, waters watered, carries carried"""
OBJECTS = """the old door, the small garden, the red boat, the kitchen table, a heavy box, the school bus, the tall fence,
a warm soup"""
PRAISE = """I loved every minute of it, The food was wonderful, The staff were friendly and quick, What a beautiful film,
It works perfectly and looks great, I will gladly come back"""
BLAME = """It broke after two days, The soup was cold and the waiter rude, I was bored from the start,
A complete waste of money, Nobody answered my calls, I will never buy it again"""
ASK_SUBJECT = (
    "What is {}?", "Tell me about {}.", "Explain {} to a beginner.", "Describe {} in a few sentences.",
    "Give me some facts about {}.",
    "Write a short paragraph about {}.", "What should I know about {}?", "What can you say about {}?", "Inform me briefly about {}.",
)
ASK_TASK = (
    "How do I {}?", "What are the steps to {}?", "Give me advice on how to {}.", "I want to {}. What should I do?",
    "List some tips to {}.", "Explain how one can {}.", "What is the best way to {}?",
)
ASK_SUMMARY = (
    "Summarize the following text.", "Summarise this in one sentence.", "What is the main point of this text?",
    "Give a short summary of the passage.",
)
WEIGHTS = {
    "subject": 26, "task": 15, "difference": 8, "summary": 9, "reading": 10, "mention": 10, "sum": 5, "list": 5, "opposite": 3,
    "past": 5, "feeling": 4,
}


@dataclasses.dataclass(frozen=True)
class Question:
    """A question, the sentences of a full answer, a short right answer, wrong ones, and a reference where there is one."""

    text: str
    sentences: tuple
    brief: str
    wrong: tuple = ()
    reference: str = ""
    elsewhere: tuple = ()
    wide: bool = False


def split(text):
    return tuple(part.strip() for part in text.split(","))


def facts(path):
    """Names with their sentences, from a file of lines with bars."""
    entries = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, *sentences = (part.strip() for part in line.split("|"))
            entries[name] = tuple(sentences)
    return entries


class Source:
    """Draws questions. With a WordNet or a Jargon File, most of them are wide: about their words, or about things that do not exist."""

    def __init__(self, folder, chance, wordnet, jargon):
        self.chance = chance
        self.wordnet = wordnet
        self.jargon = jargon
        self.subjects = facts(folder / "subjects.txt")
        self.tasks = facts(folder / "howtos.txt")
        self.foreign = tuple((folder / "foreign.txt").read_text(encoding="utf-8").splitlines())
        self.others = tuple(self.subjects.values()) + tuple(self.tasks.values())

    def draw(self):
        if self.jargon and self.chance.happens(0.45):
            return self.wide(prose.draw(self.chance, self.jargon))
        if self.wordnet:
            kind = self.chance.fraction()
            if kind < 0.6:
                return self.wide(glosses.draw(self.chance, self.wordnet))
            if kind < 0.75:
                return self.invention()
        question = getattr(self, self.chance.weighted(WEIGHTS))()
        elsewhere = self.chance.of(self.others)
        while set(elsewhere) & set(question.sentences):
            elsewhere = self.chance.of(self.others)
        return dataclasses.replace(question, elsewhere=elsewhere + (self.foreign,))

    def invention(self):
        chance = self.chance
        subject, other = invented.name(chance), invented.name(chance)
        near, sentences = invented.sentences(chance, subject, chance.between(2, 5))
        _, elsewhere = invented.sentences(chance, other, 4)
        wrong = tuple(sentence.replace(subject, other) for sentence in sentences if subject in sentence)
        return Question(
            chance.of(invented.ASK).format(subject, near[0]), sentences, sentences[0], wrong,
            " ".join(chance.some(sentences, 2)) if chance.happens(0.5) else "", elsewhere + (self.foreign,), True,
        )

    def wide(self, parts):
        text, sentences, elsewhere = parts
        return Question(
            text, sentences, sentences[0], (), sentences[0] if self.chance.happens(0.3) else "", elsewhere + (self.foreign,), True,
        )

    def subject(self):
        name = self.chance.of(list(self.subjects))
        sentences = self.subjects[name]
        return Question(
            self.chance.of(ASK_SUBJECT).format(name), sentences, sentences[0],
            reference=" ".join(self.chance.some(sentences, 3)) if self.chance.happens(0.6) else "",
        )

    def task(self):
        name = self.chance.of(list(self.tasks))
        steps = self.tasks[name]
        return Question(
            self.chance.of(ASK_TASK).format(name), steps, steps[0],
            reference=" ".join(steps) if self.chance.happens(0.6) else "",
        )

    def difference(self):
        one, other = self.chance.some(list(self.subjects), 2)
        pairs = zip(self.subjects[one], self.subjects[other])
        sentences = tuple(sentence for pair in pairs for sentence in pair)
        return Question(f"What is the difference between {one} and {other}?", sentences, self.subjects[one][0])

    def summary(self):
        sentences = self.subjects[self.chance.of(list(self.subjects))]
        passage = " ".join(sentences[: self.chance.between(3, len(sentences))])
        if self.chance.happens(0.4):
            passage += "\n" + " ".join(self.subjects[self.chance.of(list(self.subjects))])
        return Question(
            f"{self.chance.of(ASK_SUMMARY)}\n{passage}", sentences[:2], sentences[0],
            reference=sentences[0] if self.chance.happens(0.6) else "",
        )

    def reading(self):
        chance = self.chance
        people, places, days, things = chance.some(PEOPLE, 2), chance.some(PLACES, 2), chance.some(DAYS, 2), chance.some(THINGS, 2)
        count = chance.between(2, 60)
        text = f"{people[0]} bought {count} {things[0]} in {places[0]} on {days[0]}."
        if chance.happens(0.5):
            text += f" {people[1]} stayed at home."
        kind = chance.of("who where when what number".split())
        ask, right, wrong = {
            "who": ("Who bought something?", people[0], chance.of(PEOPLE)),
            "where": (f"Where did {people[0]} go?", places[0], places[1]),
            "when": (f"On which day did {people[0]} buy something?", days[0], days[1]),
            "what": (f"What did {people[0]} buy?", things[0], things[1]),
            "number": (f"How many {things[0]} did {people[0]} buy?", str(count), str(count + chance.between(1, 9))),
        }[kind]
        if wrong == right:
            wrong = "Nobody"
        whole = {
            "who": "It was {}.", "where": people[0] + " went to {}.", "when": "It was on {}.", "what": people[0] + " bought {}.",
            "number": people[0] + " bought {} " + things[0] + ".",
        }[kind]
        return Question(
            f"{ask}\n{text}", (whole.format(right), "The text says so."), right + ".",
            (whole.format(wrong), wrong + "."), whole.format(right),
        )

    def mention(self):
        """Names that occur together in no other question: whether an answer is to the point can only be seen by comparing."""
        chance = self.chance
        person, other_person = chance.some(PEOPLE, 2)
        place, other_place = chance.some(PLACES, 2)
        thing, other_thing = chance.some(THINGS, 2)
        colour = chance.of(LISTS["colours"].split())
        ask = chance.of((
            "Write a sentence about {0} and the {3} {2} in {1}.", "Invent a short story in which {0} finds {3} {2} in {1}.",
            "Make a headline out of {0}, {1} and {3} {2}.", "Tell me something about {0}, who lives in {1} and collects {3} {2}.",
        ))
        tell = chance.of((
            "{0} found {3} {2} in {1}.", "In {1}, {0} sold {3} {2} to a friend.", "Nobody in {1} had more {3} {2} than {0}.",
            "{0} came to {1} because of the {3} {2}.",
        ))
        after = (
            f"The {thing} were a great surprise.", f"Everyone in {place} talked about it.", f"{person} went home with a smile.",
        )
        wrong = (tell.format(other_person, other_place, other_thing, colour), tell.format(other_person, place, other_thing, colour))
        return Question(
            ask.format(person, place, thing, colour), (tell.format(person, place, thing, colour),) + after,
            tell.format(person, place, thing, colour), wrong, tell.format(person, place, thing, colour) if chance.happens(0.5) else "",
        )

    def sum(self):
        chance = self.chance
        if chance.happens(0.6):
            a, b = chance.between(2, 60), chance.between(2, 39)
            sign, result = "+", a + b
        else:
            a, b = chance.between(2, 10), chance.between(2, 10)
            sign, result = "times", a * b
        wrong = result + chance.of((-10, -2, -1, 1, 2, 10))
        ask = chance.of(("What is {} {} {}?", "Calculate {} {} {}.", "How much is {} {} {}?")).format(a, sign, b)
        return Question(
            ask, (f"{a} {sign} {b} is {result}.", f"So the result is {result}."), f"{result}",
            (f"{a} {sign} {b} is {wrong}.", f"{wrong}"), f"{result}",
        )

    def list(self):
        name, other = self.chance.some(list(LISTS), 2)
        right, wrong = self.chance.some(LISTS[name].split(), 3), self.chance.some(LISTS[other].split(), 3)
        ask = self.chance.of(("Name three {}.", "List three {}.", "Give me three examples of {}.")).format(name)
        return Question(
            ask, (f"Three {name} are {right[0]}, {right[1]} and {right[2]}.", "There are many more."), ", ".join(right),
            (f"Three {name} are {wrong[0]}, {wrong[1]} and {wrong[2]}.", ", ".join(wrong)), ", ".join(right),
        )

    def opposite(self):
        pairs = [pair.split() for pair in split(OPPOSITES)]
        word, right = self.chance.of(pairs)
        wrong = self.chance.of([pair for pair in pairs if pair[0] != word])[1]
        if self.chance.happens(0.5):
            word, right = right, word
        return Question(
            f"What is the opposite of {word}?", (f"The opposite of {word} is {right}.", "They exclude each other."), f"{right}",
            (f"The opposite of {word} is {wrong}.", f"{wrong}"), f"{right}",
        )

    def past(self):
        person, verb, thing = self.chance.of(PEOPLE), self.chance.of(split(VERBS)).split(), self.chance.of(split(OBJECTS))
        other = self.chance.of([name for name in PEOPLE if name != person])
        right = f"{person} {verb[1]} {thing} yesterday."
        ask = self.chance.of(("Rewrite the sentence in the past tense.", "Change this sentence so that it is about yesterday."))
        return Question(
            f"{ask}\n{person} {verb[0]} {thing} today.", (right,), right,
            (f"{person} {verb[0]} {thing} today.", f"{other} {verb[1]} {thing} yesterday."), right,
        )

    def feeling(self):
        glad = self.chance.happens(0.5)
        text = self.chance.of(split(PRAISE if glad else BLAME))
        right, wrong = ("positive", "negative") if glad else ("negative", "positive")
        ask = self.chance.of(("Is this review positive or negative?", "Classify the sentiment of the sentence as positive or negative."))
        return Question(
            f"{ask}\n{text}.", (f"The review is {right}.", "One can tell by its words."), right, (f"The review is {wrong}.", wrong), right,
        )
