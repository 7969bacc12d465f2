package io.judgefleet.faults.audit;

/** What the aggregator says that it made of the verdicts; settled words as in its REST interface. */
public record Counted(long read, long counted, long duplicates, long replaced, long late) {}
