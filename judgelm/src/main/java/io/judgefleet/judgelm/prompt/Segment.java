package io.judgefleet.judgelm.prompt;

/** A stretch of a prompt that comes from one source. */
public record Segment(Source source, String text) {
    /** Who wrote a stretch of a prompt. */
    public enum Source {
        TEMPLATE,
        QUESTION,
        REFERENCE,
        ANSWER
    }
}
