package io.judgefleet.judgelm.prompt;

/** What becomes of a task whose prompt is longer than the judge's window. */
public enum LengthPolicy {
    /** It is not judged. */
    REJECT,
    /** Its answers lose their beginnings. */
    TRUNCATE_LEFT,
    /** Its answers lose their ends. */
    TRUNCATE_RIGHT;

    /** What is left of a text of which at most so many code points may stay. */
    String cut(String text, int most) {
        var length = text.codePointCount(0, text.length());
        if (length <= most) {
            return text;
        }
        return switch (this) {
            case REJECT -> text;
            case TRUNCATE_LEFT -> text.substring(text.offsetByCodePoints(0, length - most));
            case TRUNCATE_RIGHT -> text.substring(0, text.offsetByCodePoints(0, most));
        };
    }
}
