package io.judgefleet.comparisons.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is wrong with a text that should be JSON, in words for the person who wrote it and not for the parser's. */
public final class JsonFault {
    private static final int MAX_WORD = 40;

    private static final List<Kind> KINDS = List.of(
            kind("Unexpected end-of-input.*", found -> "an end in the middle of a value"),
            kind("Unrecognized token '(.*?)'.*", found -> "the word " + quoted(found) + " outside quotes"),
            kind("Non-standard token '(.*?)'.*", found -> found.group(1) + ", which JSON does not have"),
            kind("Illegal unquoted character \\(\\(CTRL-CHAR, code 10\\).*", found -> "a line break inside a text"),
            kind(
                    "Illegal (?:unquoted )?character \\(\\(CTRL-CHAR, code (\\d+)\\).*",
                    found -> "the control character \\u%04x".formatted(Integer.parseInt(found.group(1)))),
            kind("Unrecognized character escape '?(.).*", found -> "the escape \\" + shortened(found)),
            kind("Duplicate field '(.*)'.*", found -> "the field " + quoted(found) + " twice"),
            kind("Document nesting depth.*", found -> "more than %d levels of nesting".formatted(Json.MAX_DEPTH)),
            kind("Trailing token.*", found -> "something behind the object"),
            kind("Number value length.*", found -> "a number that is too long"),
            kind("Name length.*", found -> "a field name that is too long"),
            kind(
                    "Unexpected character \\('(.)' .*",
                    found -> "the character '" + shortened(found) + "'"
                            + (found.group(1).equals("'") ? "; texts and names stand in double quotes" : "")),
            kind("Unexpected close marker '(.)'.*", found -> "a " + shortened(found) + " that nothing opened"),
            kind("(?:Invalid numeric value|Leading|Decimal point|Exponent).*", found -> "a malformed number"));

    /** A message of the parser's, and what it means. */
    private record Kind(Pattern message, Function<MatchResult, String> words) {}

    /** The fault of a record that stands among others, and its place in it. */
    static String of(JsonProcessingException thrown) {
        return "expected JSON, found " + what(thrown) + where(thrown, "line %d of the record, column %d");
    }

    /** The fault of a file that holds one value, and its place in the file. */
    public static String ofFile(JsonProcessingException thrown) {
        return "expected JSON, found " + what(thrown) + where(thrown, "line %d, column %d");
    }

    private static String what(JsonProcessingException thrown) {
        var message = String.valueOf(thrown.getOriginalMessage());
        for (var kind : KINDS) {
            var matcher = kind.message().matcher(message);
            if (matcher.matches()) {
                return kind.words().apply(matcher);
            }
        }
        return "something else";
    }

    private static String where(JsonProcessingException thrown, String place) {
        var location = thrown.getLocation();
        if (location == null) {
            return "";
        }
        return location.getLineNr() > 1
                ? " at " + place.formatted(location.getLineNr(), location.getColumnNr())
                : " at column " + location.getColumnNr();
    }

    private static Kind kind(String message, Function<MatchResult, String> words) {
        return new Kind(Pattern.compile(message, Pattern.DOTALL), words);
    }

    private static String quoted(MatchResult found) {
        return '"' + shortened(found) + '"';
    }

    private static String shortened(MatchResult found) {
        return Quoted.shortened(found.group(1), MAX_WORD);
    }

    private JsonFault() {}
}
