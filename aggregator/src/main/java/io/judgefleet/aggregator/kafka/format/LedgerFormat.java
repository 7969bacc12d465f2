package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.aggregator.ledger.Ledger;
import io.judgefleet.aggregator.ledger.UnfitRecordException;
import io.judgefleet.aggregator.slice.AnswerCovariates;
import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassState;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.SwappedPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The ledger of a comparison as bytes. */
public final class LedgerFormat {
    /** Beside its key within the 1 MiB that producers and changelog topics take; some thousands of verdicts and labels. */
    public static final int MAX_BYTES = 768 << 10;

    private static final int FORMAT = 5;
    /** Did not tell a pass that is missing from one that was never asked for. */
    private static final int FORMAT_WITHOUT_ORDERS = 4;

    /** In which passes follow each other. */
    private static final List<PresentationOrder> ORDERS =
            List.of(PresentationOrder.ORIGINAL, PresentationOrder.SWAPPED);

    private static final int MISSING = -1;
    private static final int UNASKED = -2;

    /** @throws UnfitRecordException when the ledger would be larger than a changelog takes */
    public static byte[] toBytes(Ledger ledger) {
        var packer = new Packer().octet(FORMAT).number(ledger.verdicts().size());
        ledger.verdicts().forEach((id, verdict) -> writeVerdict(packer.id(id), verdict));
        packer.number(ledger.labels().size());
        ledger.labels().forEach((annotator, label) -> writeLabel(packer.text(annotator), label));
        var bytes = packer.bytes();
        if (bytes.length > MAX_BYTES) {
            throw new UnfitRecordException(
                    "expected a comparison whose verdicts and labels take at most %d bytes, found %d with this one"
                            .formatted(MAX_BYTES, bytes.length));
        }
        return bytes;
    }

    public static Ledger ledger(byte[] bytes) {
        var unpacker = new Unpacker("ledger", bytes);
        var format = unpacker.expect(FORMAT_WITHOUT_ORDERS, FORMAT);
        var verdicts = new TreeMap<String, CountedVerdict>();
        for (var left = unpacker.number(); left > 0; left--) {
            verdicts.put(unpacker.id(), readVerdict(unpacker, format));
        }
        var labels = new TreeMap<String, CountedLabel>();
        for (var left = unpacker.number(); left > 0; left--) {
            labels.put(unpacker.text(), readLabel(unpacker));
        }
        return new Ledger(verdicts, labels);
    }

    private static void writeVerdict(Packer packer, CountedVerdict verdict) {
        var content = verdict.content();
        SliceFormat.write(packer, content.slice());
        packer.sortable(content.question());
        packer.octet(content.byScores().code() << 1 | (content.higherModelFirst() ? 1 : 0));
        ORDERS.forEach(order -> writePass(packer, content.passes(), order));
        var covariates = content.covariates();
        packer.number(covariates.lengths() + 1).number(covariates.style() + 1);
        packer.time(verdict.judgedAt()).time(verdict.time());
    }

    private static CountedVerdict readVerdict(Unpacker unpacker, int format) {
        var slice = SliceFormat.read(unpacker);
        var question = unpacker.sortable();
        var sides = unpacker.octet();
        var content = new CountedVerdict.Content(
                slice,
                question,
                (sides & 1) == 1,
                readPasses(unpacker, format, slice.mode()),
                unpacker.coded(Preference.CODES, sides >> 1),
                new AnswerCovariates(unpacker.count() - 1, unpacker.count() - 1));
        return new CountedVerdict(content, unpacker.time(), unpacker.time());
    }

    private static void writeLabel(Packer packer, CountedLabel label) {
        packer.coded(label.kind()).coded(label.preference()).time(label.labelledAt());
    }

    private static CountedLabel readLabel(Unpacker unpacker) {
        return new CountedLabel(unpacker.coded(AnnotatorKind.CODES), unpacker.coded(Preference.CODES), unpacker.time());
    }

    private static void writePass(Packer packer, SwappedPair passes, PresentationOrder order) {
        var pass = passes.pass(order);
        packer.octet(pass.map(outcome -> PassState.of(outcome).code())
                .orElse(passes.asked().contains(order) ? MISSING : UNASKED));
        pass.flatMap(PassOutcome::scorePair)
                .ifPresent(scores -> packer.score(scores.first()).score(scores.second()));
    }

    private static SwappedPair readPasses(Unpacker unpacker, int format, JudgingMode mode) {
        var asked = new ArrayList<PresentationOrder>();
        var passes = new EnumMap<PresentationOrder, PassOutcome>(PresentationOrder.class);
        for (var order : ORDERS) {
            var state = unpacker.octet();
            if (state != UNASKED) {
                asked.add(order);
            }
            if (state != UNASKED && state != MISSING) {
                passes.put(order, readOutcome(unpacker.coded(PassState.CODES, state), unpacker));
            }
        }
        return new SwappedPair(
                format == FORMAT_WITHOUT_ORDERS ? mode.orders() : asked,
                Optional.ofNullable(passes.get(PresentationOrder.ORIGINAL)),
                Optional.ofNullable(passes.get(PresentationOrder.SWAPPED)));
    }

    private static PassOutcome readOutcome(PassState state, Unpacker unpacker) {
        return switch (state) {
            case SCORED -> new PassOutcome.Scored(new ScorePair(unpacker.score(), unpacker.score()));
            case TRUNCATED -> new PassOutcome.Truncated(new ScorePair(unpacker.score(), unpacker.score()));
            case UNPARSABLE -> new PassOutcome.Unparsable("");
            case REFUSED -> new PassOutcome.Refused("");
            case FAILED -> new PassOutcome.Failed("");
            case TIMED_OUT -> new PassOutcome.TimedOut("");
        };
    }

    private LedgerFormat() {}
}
