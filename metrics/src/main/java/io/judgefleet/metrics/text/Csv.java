package io.judgefleet.metrics.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Comma-separated values as every command and the aggregator write them: quoted where RFC 4180 asks for it, one record a line,
 * each line ended by a line feed.
 *
 * <p>Text is made harmless for terminals and spreadsheets: characters that cannot be seen are escapes such as {@code \u001b}, and
 * a cell that a spreadsheet would take for a formula begins with an apostrophe. {@link #parse} undoes both.
 */
public final class Csv {
    /** Ends every line. */
    public static final String LINE_END = "\n";

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?");

    /** What spreadsheets begin a formula with, full-width forms included; apostrophes before it are the mark that undoes it. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final Pattern BACKSLASH = Pattern.compile("\\\\(?=u[0-9a-f]{4})");

    /** One record with its line end. */
    public static String line(Object... cells) {
        return line(Arrays.asList(cells));
    }

    /** One record with its line end. */
    public static String line(Collection<?> cells) {
        return cells.stream()
                .map(cell -> quoted(harmless(String.valueOf(cell))))
                .collect(Collectors.joining(",", "", LINE_END));
    }

    /**
     * The cells of one record as they were before {@link #line} wrote them.
     *
     * @throws IllegalArgumentException when a quote is not closed or stands within an unquoted cell
     */
    public static List<String> parse(String line) {
        var cells = new ArrayList<String>();
        var rest = line.endsWith(LINE_END) ? line.substring(0, line.length() - 1) : line;
        int start = 0;
        while (start <= rest.length()) {
            int end = end(rest, start);
            cells.add(original(unquoted(rest.substring(start, end))));
            start = end + 1;
        }
        return cells;
    }

    private static int end(String line, int start) {
        boolean isQuoted = false;
        for (int i = start; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                isQuoted = !isQuoted;
            } else if (line.charAt(i) == ',' && !isQuoted) {
                return i;
            }
        }
        if (isQuoted) {
            throw new IllegalArgumentException("expected a closing quote, found the end of the line");
        }
        return line.length();
    }

    private static String harmless(String text) {
        var visible = VisibleText.of(BACKSLASH.matcher(text).replaceAll("\\\\u005c"));
        return isFormula(visible) ? "'" + visible : visible;
    }

    private static String original(String cell) {
        var text = cell.startsWith("'") && isFormula(cell) ? cell.substring(1) : cell;
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static boolean isFormula(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    }

    private static String quoted(String cell) {
        return cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static String unquoted(String cell) {
        if (!cell.startsWith("\"")) {
            if (cell.indexOf('"') >= 0) {
                throw new IllegalArgumentException("expected no quote within a cell, found " + VisibleText.of(cell));
            }
            return cell;
        }
        if (cell.length() < 2 || !cell.endsWith("\"")) {
            throw new IllegalArgumentException("expected a comma after a closing quote, found " + VisibleText.of(cell));
        }
        return cell.substring(1, cell.length() - 1).replace("\"\"", "\"");
    }

    private Csv() {}
}
