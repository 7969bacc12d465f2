package io.judgefleet.cli.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Lines of comma-separated values, quoted where RFC 4180 asks for it. */
public final class Csv {
    public static String line(Object... cells) {
        return line(Arrays.asList(cells));
    }

    public static String line(Collection<?> cells) {
        return cells.stream().map(cell -> quoted(String.valueOf(cell))).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }

    private Csv() {}
}
