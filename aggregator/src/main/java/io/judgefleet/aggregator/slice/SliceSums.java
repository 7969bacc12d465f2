package io.judgefleet.aggregator.slice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counts of slices while they are added up over partitions and panes. */
public final class SliceSums {
    private final Map<Slice, long[]> sums = new HashMap<>();
    private final long[][] byCode = new long[OutcomeCode.COUNT][];

    /** Adds a tally. */
    public void add(Slice slice, SliceTally tally) {
        add(cells(slice), tally.cells(), 1);
    }

    /** The sums so far; slices of which nothing is left are left out. */
    public Map<Slice, SliceTally> tallies() {
        var tallies = new HashMap<Slice, SliceTally>();
        sums.forEach((slice, cells) -> {
            var tally = SliceTally.of(cells);
            if (!tally.isEmpty()) {
                tallies.put(slice, tally);
            }
        });
        return tallies;
    }

    /** Where the sums of these slices are kept, in their order. */
    public long[][] cells(List<Slice> slices) {
        return slices.stream().map(this::cells).toArray(long[][]::new);
    }

    public void add(long[][] cells, int slice, int code, int count) {
        if (count != 0) {
            add(cells[slice], byCode(code), count);
        }
    }

    private long[] cells(Slice slice) {
        return sums.computeIfAbsent(slice, any -> new long[SliceTally.CELLS]);
    }

    private long[] byCode(int code) {
        if (byCode[code] == null) {
            byCode[code] = new OutcomeCode(code).tally().cells();
        }
        return byCode[code];
    }

    public static void add(long[] sum, long[] cells, long times) {
        for (var cell = 0; cell < cells.length; cell++) {
            sum[cell] += times * cells[cell];
        }
    }
}
