package io.judgefleet.judgelm;

import java.util.regex.Pattern;

/**
 * Whether a completion without scores declines to judge, told by how it begins.
 *
 * <p>English alone, and no more than the phrases with which chat models decline: all else stays unparsable.
 */
final class Refusal {
    private static final int BEGINNING = 120;
    private static final Pattern PHRASE = Pattern.compile(
            "\\W{0,10}+(?:i am|i'm|sorry|i) ?(?:very |really |so )?+"
                    + "(?:sorry\\b|, |but |apologi[sz]e\\b|cannot\\b|can't\\b|can not\\b|won't\\b|will not\\b"
                    + "|unable to\\b|not able to\\b|must decline\\b).*"
                    + "|\\W{0,10}+as an ai\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static boolean isOne(String completion) {
        var beginning = completion.substring(0, Math.min(completion.length(), BEGINNING));
        return PHRASE.matcher(beginning.replace('\u2019', '\'')).matches();
    }

    private Refusal() {}
}
