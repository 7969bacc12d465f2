package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.Ledger;

/** The ledger of a comparison as it was and as it is. */
record Change(Ledger before, Ledger after) {}
