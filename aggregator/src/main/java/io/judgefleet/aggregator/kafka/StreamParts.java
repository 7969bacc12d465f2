package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.counts.Arrivals;
import io.judgefleet.aggregator.kafka.stores.ServedCounts;

/** What the stream shares with the rest of its process. */
record StreamParts(Arrivals arrivals, ServedCounts served, RecordFaults faults) {}
