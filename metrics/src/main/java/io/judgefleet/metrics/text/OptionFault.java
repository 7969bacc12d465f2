package io.judgefleet.metrics.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is wrong with a word of a command line, in our words where picocli has those of a programmer. */
public final class OptionFault {
    private static final String OPTION =
            "Invalid value for (?:option|positional parameter at index \\d+) '?([^':(]+?)'?(?: \\([^)]*\\))?: ";

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    OPTION + "expected one of \\[(.*)\\] \\(case-.*\\) but was '(.*)'",
                    found -> "%s: expected one of %s, found \"%s\""
                            .formatted(found.group(1), found.group(2).toLowerCase(Locale.ROOT), found.group(3))),
            new Kind(
                    OPTION + "'(.*)' is not an? (?:int|long|short)",
                    found -> "%s: expected a whole number, found \"%s\"".formatted(found.group(1), found.group(2))),
            new Kind(
                    OPTION + "'(.*)' is not an? (?:double|float)",
                    found -> "%s: expected a number, found \"%s\"".formatted(found.group(1), found.group(2))),
            new Kind(
                    "Value for (?:option )+'(.*)' \\((.*)\\) should be in KEY=VALUE format but was (.*)",
                    found -> "%s: expected %s, found \"%s\"".formatted(found.group(1), found.group(2), found.group(3))),
            new Kind(OPTION + "(expected .*)", found -> found.group(1) + ": " + found.group(2)));

    /** A message of picocli's, and what it means. */
    private record Kind(Pattern message, Function<MatchResult, String> words) {
        Kind(String message, Function<MatchResult, String> words) {
            this(Pattern.compile(message, Pattern.DOTALL), words);
        }
    }

    /** One line: where, what was expected and what was found. */
    public static String of(String message) {
        for (var kind : KINDS) {
            var matcher = kind.message().matcher(message);
            if (matcher.matches()) {
                return firstLine(kind.words().apply(matcher));
            }
        }
        var line = firstLine(message);
        return Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private static String firstLine(String message) {
        return message.lines().filter(line -> !line.isBlank()).findFirst().orElse("wrong usage");
    }

    private OptionFault() {}
}
