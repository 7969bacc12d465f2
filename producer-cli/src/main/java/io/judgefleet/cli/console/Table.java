package io.judgefleet.cli.console;

import io.judgefleet.metrics.text.DisplayWidth;
import io.judgefleet.metrics.text.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns that are aligned on a terminal, whatever the cells contain; a column of numbers stands to the right. */
public final class Table {
    private static final String GAP = "  ";
    /** Or why there is none. */
    private static final Pattern NUMBER = Pattern.compile("|[-+]?[0-9].*|-|too few|unbounded");

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headers) {
        this.headers = List.of(headers);
    }

    /** Adds a row with as many cells as there are headers. */
    public Table row(Object... cells) {
        if (cells.length != headers.size()) {
            throw new IllegalArgumentException("expected %d cells, found %d".formatted(headers.size(), cells.length));
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> VisibleText.of(String.valueOf(cell)))
                .toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public void print(PrintWriter out) {
        line(headers, out);
        rows.forEach(row -> line(row, out));
    }

    private void line(List<String> cells, PrintWriter out) {
        var line = IntStream.range(0, cells.size())
                .filter(column -> width(column) > 0)
                .mapToObj(column -> padded(cells.get(column), column))
                .collect(Collectors.joining(GAP));
        out.print(line.stripTrailing() + "\n");
    }

    private String padded(String cell, int column) {
        var blanks = " ".repeat(width(column) - DisplayWidth.of(cell));
        return isNumeric(column) ? blanks + cell : cell + blanks;
    }

    private int width(int column) {
        return Math.max(
                DisplayWidth.of(headers.get(column)),
                rows.stream()
                        .mapToInt(row -> DisplayWidth.of(row.get(column)))
                        .max()
                        .orElse(0));
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream()
                        .map(row -> row.get(column))
                        .allMatch(cell -> NUMBER.matcher(cell).matches());
    }
}
