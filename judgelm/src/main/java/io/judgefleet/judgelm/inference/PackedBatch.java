package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.inference.Rows.Run;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Spans side by side in one row of tokens, as the program reads them.
 *
 * @param tokens all tokens, span after span
 * @param positions each token's place in its own sequence
 * @param rows the cache row of each token
 * @param queries where each span begins among the tokens, and where the last ends
 * @param runs the cache rows that each span sees, as pairs of first and end
 * @param runEnds where each span's runs begin in {@code runs}, and where the last ends
 * @param asked the tokens after which the logits are asked
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the program, never compared
record PackedBatch(
        long[] tokens, long[] positions, long[] rows, long[] queries, long[] runs, long[] runEnds, long[] asked) {

    static PackedBatch of(List<TokenSpan> spans, Map<TokenSpan, Rows> rows) {
        var tokens = LongStream.builder();
        var positions = LongStream.builder();
        var kept = LongStream.builder();
        var queries = LongStream.builder().add(0);
        var runs = LongStream.builder();
        var runEnds = LongStream.builder().add(0);
        var asked = LongStream.builder();
        int end = 0;
        int runEnd = 0;
        for (var span : spans) {
            for (int i = 0; i < span.length(); i++) {
                tokens.add(span.token(i));
                positions.add(span.start() + i);
            }
            for (var run : rowsOf(span, rows).runs()) {
                LongStream.range(run.first(), run.end()).forEach(kept);
            }
            end += span.length();
            queries.add(end);
            for (var run : seenBy(span, rows)) {
                runs.add(run.first()).add(run.end());
                runEnd += 2;
            }
            runEnds.add(runEnd);
            if (span.isAsked()) {
                asked.add(end - 1);
            }
        }
        return new PackedBatch(
                tokens.build().toArray(),
                positions.build().toArray(),
                kept.build().toArray(),
                queries.build().toArray(),
                runs.build().toArray(),
                runEnds.build().toArray(),
                asked.build().toArray());
    }

    private static List<Run> seenBy(TokenSpan span, Map<TokenSpan, Rows> rows) {
        return span.path().stream()
                .map(each -> rowsOf(each, rows))
                .reduce(new Rows(List.of()), Rows::followedBy)
                .runs();
    }

    private static Rows rowsOf(TokenSpan span, Map<TokenSpan, Rows> rows) {
        var found = rows.get(span);
        if (found == null) {
            throw new IllegalStateException("expected a span that has been read, found one that is released or later");
        }
        return found;
    }
}
