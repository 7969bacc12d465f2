package io.judgefleet.aggregator.figures;

/** Whoever wants to know how the figures stand, again and again. */
public interface FigureSink {
    void take(Snapshot snapshot);
}
