package io.judgefleet.schemas;

import io.judgefleet.judgement.Require;
import java.util.Optional;

/** The request that a verdict answers. */
public record Origin(
        RequestId requestId,
        String judgeProfile,
        int sampleIndex,
        Optional<Experiment> experiment,
        Optional<String> tenant,
        Lane lane,
        int deliveryCount) {
    public Origin {
        Require.notNegative(sampleIndex, "sample index");
        Require.within(1, Integer.MAX_VALUE, deliveryCount, "delivery count");
    }

    public static Origin of(JudgeRequest request, int deliveryCount) {
        return new Origin(
                request.id(),
                request.judgeProfile(),
                request.sampleIndex(),
                request.experiment(),
                request.routing().tenant(),
                request.routing().lane(),
                deliveryCount);
    }
}
