"""Seeded chance whose numbers no later Python can change."""


class Chance:
    """SplitMix64 (Steele, Lea and Flood 2014)."""

    MASK = (1 << 64) - 1

    def __init__(self, seed):
        self.state = seed & self.MASK

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & self.MASK
        return z ^ (z >> 31)

    def fraction(self):
        """From 0 to below 1."""
        return (self.bits() >> 11) / (1 << 53)

    def below(self, limit):
        """A whole number from 0 to below a limit."""
        return int(self.fraction() * limit)

    def between(self, low, high):
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def happens(self, share):
        return self.fraction() < share

    def of(self, things):
        return things[self.below(len(things))]

    def some(self, things, count):
        """So many different things, in the order in which they were given."""
        places = list(range(len(things)))
        self.shuffle(places)
        return [things[place] for place in sorted(places[:count])]

    def shuffle(self, things):
        for i in range(len(things) - 1, 0, -1):
            j = self.below(i + 1)
            things[i], things[j] = things[j], things[i]

    def weighted(self, weights):
        """A key of a dictionary of weights."""
        place = self.fraction() * sum(weights.values())
        for key, weight in weights.items():
            place -= weight
            if place < 0:
                return key
        return key
