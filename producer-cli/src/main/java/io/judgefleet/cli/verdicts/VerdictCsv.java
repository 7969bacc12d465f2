package io.judgefleet.cli.verdicts;

import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.metrics.text.Csv;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A verdict as a line for spreadsheets; scores stand in the order in which the judge saw the answers. What a prompt pinned is
 * no score: its cell is empty, and so is the model's where a reference stood first.
 */
final class VerdictCsv {
    private static final String HEADER =
            "verdictId,requestId,comparisonId,dataset,category,mode,modelFirst,modelSecond,preference,"
                    + "originalState,originalFirst,originalSecond,swappedState,swappedFirst,swappedSecond,"
                    + "judge,fingerprint,weightsOrigin,judgedAt";

    static String header() {
        return HEADER + Csv.LINE_END;
    }

    static String line(Verdict verdict) {
        var subject = verdict.subject();
        var cells = new ArrayList<Object>(Arrays.asList(
                verdict.id(),
                verdict.origin().requestId(),
                subject.comparisonId(),
                subject.dataset().orElse(""),
                subject.category().orElse(""),
                KebabCase.of(subject.mode()),
                model(shown(subject), 0),
                model(shown(subject), 1),
                VerdictText.preference(verdict).orElse("")));
        cells.addAll(cells(verdict, PresentationOrder.ORIGINAL));
        cells.addAll(cells(verdict, PresentationOrder.SWAPPED));
        cells.addAll(List.of(
                verdict.judge().name(),
                verdict.judgeFingerprint(),
                KebabCase.of(verdict.judge().weightsOrigin()),
                verdict.judgedAt()));
        return Csv.line(cells);
    }

    /** The models as the judge saw their answers; the empty text stands for a reference. */
    private static List<String> shown(JudgedItem subject) {
        var models = subject.modelIds();
        return subject.mode().pinsFirstScore() && models.size() == 1 ? List.of("", models.getFirst()) : models;
    }

    private static String model(List<String> models, int index) {
        return index < models.size() ? models.get(index) : "";
    }

    private static List<Object> cells(Verdict verdict, PresentationOrder order) {
        var pass = VerdictText.pass(verdict, order);
        var scores = pass.flatMap(it -> it.outcome().scorePair());
        return List.of(
                pass.map(it -> VerdictText.state(it.outcome())).orElse(""),
                scores.filter(any -> !verdict.subject().mode().pinsFirstScore())
                        .<Object>map(ScorePair::first)
                        .orElse(""),
                scores.<Object>map(ScorePair::second).orElse(""));
    }

    private VerdictCsv() {}
}
