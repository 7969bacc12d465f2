package io.judgefleet.judgelm;

/**
 * The number of the engine's output, which is part of a judge's fingerprint.
 *
 * <p>It is raised by whoever changes what any judge writes on the same prompt with the same weights: prompts, tokens, numbers beyond
 * rounding, decoding or parsing. A release that changes none of these keeps it, and with it every board.
 */
public final class OutputVersion {
    public static final String CURRENT = "1";

    private OutputVersion() {}
}
