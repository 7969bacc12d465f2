"""Things that do not exist: their names are in no other question, so what is said of them can only be judged by comparing."""

ONSETS = "b bl br c ch cl cr d dr f fl fr g gl gr h j k kl kr l m n p pl pr qu r s sh sk sl sm sn sp st str t th tr v w y z".split()
VOWELS = "a e i o u ai au ea ee ei ie oa oo ou".split()
CODAS = ["", "", "", "l", "m", "n", "nd", "ng", "nt", "r", "rd", "rn", "s", "sk", "st", "t", "x"]
ASK = (
    "What is {0}?", "What are {0} used for?", "Tell me about {0}.", "Why is {0} important for {1}?", "How does {0} work?",
    "Write a paragraph about {0} and {1}.", "Give a short description of {0}.", "Explain how {0} is related to {1}.",
    "Can you tell me how to use {0} with {1}?", "Write a product description for {0}.", "Describe the history of {0}.",
)
TELL = (
    "{0} is a kind of {1} that is found near {2}.", "Most people know {0} because of its {2}.",
    "The main part of {0} is made of {2} and {1}.", "It was first described in {3} by a scholar from {2}.",
    "{0} helps to keep {1} dry and safe.", "You can use {0} with {1} in three steps.", "First, take the {1} and put it next to the {2}.",
    "In summer, {0} turns into {2}.", "There are about {3} different forms of {0}.", "Without {0}, {1} would not be possible.",
    "For example, {2} is often mixed with {1}.", "Many experts in {2} recommend {0} to beginners.",
    "As a result, {0} has become popular among {1}.", "It costs less than {2} and lasts {3} years.",
    "The word {0} comes from an old name for {1}.", "When {1} meets {2}, {0} becomes stronger.",
)


def name(chance):
    return chance.of(ONSETS) + chance.of(VOWELS) + chance.of(ONSETS) + chance.of(VOWELS) + chance.of(CODAS)


def sentences(chance, subject, count):
    """What is said of a thing and of others that belong to it."""
    near = [name(chance) for _ in range(3)]
    told = chance.some(TELL, count)
    if "{0}" not in told[0]:
        told[0] = TELL[0]
    texts = []
    for sentence in told:
        one, two = chance.some(near, 2)
        text = sentence.format(subject, one, two, chance.between(2, 2000))
        texts.append(text[0].upper() + text[1:])
    return near, tuple(texts)
