package io.judgefleet.judgelm.inference;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Spans side by side in one row of tokens, as the program reads them.
 *
 * @param tokens all tokens, group after group
 * @param positions each token's place in its own sequence
 * @param rows the cache row of each token
 * @param queries where each group begins among the tokens, and where the last ends
 * @param runs the cache rows that each group sees, as pairs of first and end
 * @param runEnds where each group's runs begin in {@code runs}, and where the last ends
 * @param trunks for a group of branches the rows that all of them see, else 0
 * @param places for each branch the rows that it sees besides, as places in its group's matrix of tokens by rows
 * @param placeEnds where each group's places begin in {@code places}, and where the last ends
 * @param asked the tokens after which the logits are asked
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the program, never compared
record PackedBatch(
        long[] tokens,
        long[] positions,
        long[] rows,
        long[] queries,
        long[] runs,
        long[] runEnds,
        long[] trunks,
        long[] places,
        long[] placeEnds,
        long[] asked) {

    static PackedBatch of(List<TokenSpan> spans, Map<TokenSpan, CacheSlots> rows) {
        var packing = new Packing(rows);
        SpanGroup.of(spans, rows).forEach(packing::add);
        return packing.batch();
    }

    /** A batch that is being put together. */
    private static final class Packing {
        private final Map<TokenSpan, CacheSlots> rowsBySpan;
        private final Ends tokens = new Ends();
        private final LongStream.Builder positions = LongStream.builder();
        private final LongStream.Builder rows = LongStream.builder();
        private final Ends runs = new Ends();
        private final LongStream.Builder trunks = LongStream.builder();
        private final Ends places = new Ends();
        private final LongStream.Builder asked = LongStream.builder();

        Packing(Map<TokenSpan, CacheSlots> rowsBySpan) {
            this.rowsBySpan = rowsBySpan;
        }

        void add(SpanGroup group) {
            group.spans().forEach(this::add);
            group.seen(rowsBySpan).runs().forEach(run -> {
                runs.add(run.first());
                runs.add(run.end());
            });
            trunks.add(group.branches().isEmpty() ? 0 : group.trunk().count());
            group.places().forEach(places::add);
            tokens.end();
            runs.end();
            places.end();
        }

        private void add(TokenSpan span) {
            for (int i = 0; i < span.length(); i++) {
                tokens.add(span.token(i));
                positions.add(span.start() + i);
            }
            for (var run : SpanGroup.rowsOf(span, rowsBySpan).runs()) {
                LongStream.range(run.first(), run.end()).forEach(rows);
            }
            if (span.isAsked()) {
                asked.add(tokens.size() - 1);
            }
        }

        PackedBatch batch() {
            return new PackedBatch(
                    tokens.values(),
                    positions.build().toArray(),
                    rows.build().toArray(),
                    tokens.ends(),
                    runs.values(),
                    runs.ends(),
                    trunks.build().toArray(),
                    places.values(),
                    places.ends(),
                    asked.build().toArray());
        }
    }

    /** Numbers in groups, and where each group ends. */
    private static final class Ends {
        private final LongStream.Builder values = LongStream.builder();
        private final LongStream.Builder ends = LongStream.builder().add(0);
        private long size;

        void add(long value) {
            values.add(value);
            size++;
        }

        void end() {
            ends.add(size);
        }

        long size() {
            return size;
        }

        long[] values() {
            return values.build().toArray();
        }

        long[] ends() {
            return ends.build().toArray();
        }
    }
}
