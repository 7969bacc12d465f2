package io.judgefleet.cli.submit;

import io.judgefleet.cli.report.AnnotatorAgreement;
import io.judgefleet.cli.submit.sending.OutgoingRecord;
import io.judgefleet.comparisons.LookAlikes;
import io.judgefleet.comparisons.input.Item;
import java.util.List;

/** What was counted while comparisons were read and sent. */
final class SubmitTally {
    private final AnnotatorAgreement agreement = new AnnotatorAgreement();
    private final LookAlikes models = new LookAlikes();
    private long read;
    private long met;
    private long accepted;
    private long emptyAnswers;
    private long booleanAnswers;
    private long alreadyJudged;
    private long sentBefore;
    private long labelsBefore;

    void read(Item item) {
        read += switch (item) {
            case Item.Accepted accepted -> 1;
            case Item.Rejected rejected -> rejected.objects();
        };
    }

    /** A comparison that can be read, wanted or not. */
    void met() {
        met++;
    }

    void accepted(Item.Accepted item) {
        accepted++;
        emptyAnswers += item.emptyAnswers();
        booleanAnswers += item.booleanAnswers();
        agreement.add(item.labels());
        item.comparison().answers().forEach(answer -> models.add(answer.modelId()));
    }

    void alreadyJudged() {
        alreadyJudged++;
    }

    void sentBefore(OutgoingRecord outgoing) {
        switch (outgoing.kind()) {
            case REQUEST -> sentBefore++;
            case LABEL -> labelsBefore++;
        }
    }

    AnnotatorAgreement agreement() {
        return agreement;
    }

    /** Models whose names look alike and count apart. */
    List<String> lookAlikes() {
        return models.hints();
    }

    long linesRead() {
        return read;
    }

    long comparisonsMet() {
        return met;
    }

    long comparisonsAccepted() {
        return accepted;
    }

    long emptyAnswers() {
        return emptyAnswers;
    }

    long booleanAnswers() {
        return booleanAnswers;
    }

    long requestsJudged() {
        return alreadyJudged;
    }

    long requestsBefore() {
        return sentBefore;
    }

    long labelsBefore() {
        return labelsBefore;
    }
}
