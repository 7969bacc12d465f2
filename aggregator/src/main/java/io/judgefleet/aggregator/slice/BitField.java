package io.judgefleet.aggregator.slice;

/**
 * Some neighbouring bits of a number that is stored.
 *
 * @param name of the value that they hold, as errors name it
 * @param shift how many bits are below them
 * @param width how many they are
 */
record BitField(String name, int shift, int width) {
    static BitField lowest(String name, int width) {
        return new BitField(name, 0, width);
    }

    /** The field of the bits directly above these. */
    BitField next(String name, int width) {
        return new BitField(name, shift + width(), width);
    }

    /** How many bits this field and those below it take. */
    int end() {
        return shift + width;
    }

    /**
     * The number in which this field has that value and all other bits are 0.
     *
     * @throws IllegalArgumentException when the value does not fit
     */
    int with(int value) {
        if (value < 0 || value > max()) {
            throw new IllegalArgumentException("expected a %s from 0 to %d, for it is stored in %d bits, found %d"
                    .formatted(name, max(), width, value));
        }
        return value << shift;
    }

    int of(int bits) {
        return bits >>> shift & max();
    }

    private int max() {
        return (1 << width) - 1;
    }
}
