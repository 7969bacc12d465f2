package io.judgefleet.judgelm.cli;

/** The smallest number that an option takes. */
final class AtLeast {
    static void require(int least, int value, String option) {
        if (value < least) {
            throw new IllegalArgumentException("expected %s of %d or more, found %d".formatted(option, least, value));
        }
    }

    private AtLeast() {}
}
