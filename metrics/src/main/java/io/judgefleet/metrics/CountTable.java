package io.judgefleet.metrics;

import io.judgefleet.judgement.Require;
import java.util.Arrays;

/** An immutable table of counts, the state of most tallies. */
public final class CountTable implements Tally<CountTable> {
    private final int rows;
    private final int columns;
    private final long[] cells;

    private CountTable(int rows, int columns, long[] cells) {
        this.rows = rows;
        this.columns = columns;
        this.cells = cells;
    }

    public static CountTable zeros(int rows, int columns) {
        return new CountTable(rows, columns, new long[rows * columns]);
    }

    /** A table of these counts, row by row. */
    public static CountTable of(int rows, int columns, long... cells) {
        if (cells.length != rows * columns) {
            throw new IllegalArgumentException("a table of %d by %d needs %d counts, found %d"
                    .formatted(rows, columns, rows * columns, cells.length));
        }
        return new CountTable(rows, columns, requireCounts(cells.clone()));
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public long cell(int row, int column) {
        return cells[row * columns + column];
    }

    /** The counts row by row, as {@link #of} takes them. */
    public long[] cells() {
        return cells.clone();
    }

    public CountTable add(int row, int column, long count) {
        var sum = cells.clone();
        var index = row * columns + column;
        sum[index] = Require.notNegative(Math.addExact(sum[index], count), "count");
        return new CountTable(rows, columns, sum);
    }

    public long total() {
        return Arrays.stream(cells).sum();
    }

    public long rowTotal(int row) {
        return Arrays.stream(cells, row * columns, (row + 1) * columns).sum();
    }

    public long columnTotal(int column) {
        var total = 0L;
        for (var row = 0; row < rows; row++) {
            total += cell(row, column);
        }
        return total;
    }

    /** The sum of the cells whose row and column are the same. */
    public long diagonal() {
        var total = 0L;
        for (var index = 0; index < Math.min(rows, columns); index++) {
            total += cell(index, index);
        }
        return total;
    }

    public CountTable transposed() {
        var turned = new long[cells.length];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                turned[column * rows + row] = cell(row, column);
            }
        }
        return new CountTable(columns, rows, turned);
    }

    @Override
    public CountTable merge(CountTable other) {
        return combine(other, 1);
    }

    @Override
    public CountTable without(CountTable other) {
        return combine(other, -1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CountTable table
                && rows == table.rows
                && columns == table.columns
                && Arrays.equals(cells, table.cells);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "%dx%d%s".formatted(rows, columns, Arrays.toString(cells));
    }

    private CountTable combine(CountTable other, int sign) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException("tables must have the same shape, found %dx%d and %dx%d"
                    .formatted(rows, columns, other.rows, other.columns));
        }
        var sum = new long[cells.length];
        for (var index = 0; index < sum.length; index++) {
            sum[index] = Math.addExact(cells[index], sign * other.cells[index]);
        }
        return new CountTable(rows, columns, requireCounts(sum));
    }

    private static long[] requireCounts(long[] cells) {
        for (var cell : cells) {
            Require.notNegative(cell, "count");
        }
        return cells;
    }
}
