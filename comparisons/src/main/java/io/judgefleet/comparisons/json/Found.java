package io.judgefleet.comparisons.json;

/** What stands at a position of a source: an object, or something that is none. */
public sealed interface Found {
    Position position();

    /** A JSON object. */
    record Whole(Position position, Fields fields) implements Found {}

    /** Something else, with the reason in one line. */
    record Broken(Position position, String reason) implements Found {
        public Broken {
            reason = Quoted.visible(reason);
        }
    }
}
