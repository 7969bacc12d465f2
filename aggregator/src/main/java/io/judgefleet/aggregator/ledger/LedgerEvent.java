package io.judgefleet.aggregator.ledger;

import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.IntakeTally.Kind;
import java.util.Optional;

/** What a record says about a comparison: something for its ledger. */
public sealed interface LedgerEvent {
    /** What came of a word: the ledger as it is now, and as what the record counts. */
    record Entered(Ledger ledger, Kind kind) {}

    Entered enter(Ledger ledger);

    /** A verdict to be counted. */
    record OfVerdict(String id, String requestId, CountedVerdict verdict) implements LedgerEvent {
        @Override
        public Entered enter(Ledger ledger) {
            var known = ledger.verdicts().containsKey(id);
            var entered = ledger.with(id, verdict);
            return new Entered(
                    entered,
                    entered == ledger ? Kind.VERDICT_DUPLICATE : known ? Kind.VERDICT_REPLACED : Kind.VERDICT_COUNTED);
        }
    }

    /** A verdict of which a copy may have been counted and forgotten. */
    record OfLateVerdict() implements LedgerEvent {
        @Override
        public Entered enter(Ledger ledger) {
            return new Entered(ledger, Kind.VERDICT_LATE);
        }
    }

    /**
     * That labels which came before it count no longer.
     *
     * @param annotator whose label it is; empty for the labels of all
     */
    record OfWithdrawal(Optional<String> annotator) implements LedgerEvent {
        @Override
        public Entered enter(Ledger ledger) {
            return new Entered(
                    annotator.map(ledger::withoutLabelOf).orElseGet(ledger::withoutLabels), Kind.LABEL_WITHDRAWAL);
        }
    }

    /** A label to be counted. */
    record OfLabel(String annotator, CountedLabel label) implements LedgerEvent {
        @Override
        public Entered enter(Ledger ledger) {
            var known = ledger.labels().containsKey(annotator);
            var entered = ledger.with(annotator, label);
            return new Entered(
                    entered,
                    entered == ledger ? Kind.LABEL_DUPLICATE : known ? Kind.LABEL_REPLACED : Kind.LABEL_COUNTED);
        }
    }
}
