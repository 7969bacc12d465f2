package io.judgefleet.schemas;

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
