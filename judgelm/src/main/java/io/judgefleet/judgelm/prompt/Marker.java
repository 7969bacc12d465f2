package io.judgefleet.judgelm.prompt;

import io.judgefleet.judgement.KebabCase;

/**
 * A stretch of user text that reads like a part of the template, though perhaps in look-alike letters.
 *
 * @param start the first char in the text, and {@code end} the one behind the last
 * @param words the marker in plain small letters, without brackets or number signs
 */
public record Marker(Kind kind, int start, int end, String words) {
    /** Which part of the template is imitated. */
    public enum Kind {
        QUESTION,
        REFERENCE,
        ANSWER_START,
        ANSWER_END,
        SYSTEM,
        RESPONSE,
        SPECIAL_TOKEN;

        /** The name in verdicts. */
        public String id() {
            return KebabCase.of(this);
        }
    }
}
