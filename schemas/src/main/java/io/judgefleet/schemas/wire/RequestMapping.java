package io.judgefleet.schemas.wire;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.comparisons.Turn;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.schemas.Experiment;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.Symbols;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A judge request on the wire. */
public final class RequestMapping {
    public static io.judgefleet.v1.JudgeRequest toWire(JudgeRequest request) {
        return new io.judgefleet.v1.JudgeRequest(
                request.id().value(),
                request.judgeProfile(),
                Symbols.toWire(io.judgefleet.v1.JudgingMode.class, request.mode()),
                comparison(request.comparison()),
                request.sampleIndex(),
                request.experiment().map(RequestMapping::experiment).orElse(null),
                routing(request.routing()),
                orders(request.orders()));
    }

    static JudgeRequest toRecord(io.judgefleet.v1.JudgeRequest wire) {
        return new JudgeRequest(
                new RequestId(wire.getId()),
                wire.getJudgeProfile(),
                Symbols.toRecord(JudgingMode.class, wire.getMode()),
                comparison(wire.getComparison()),
                wire.getSampleIndex(),
                experiment(wire.getExperiment()),
                routing(wire.getRouting()),
                ordersOf(wire.getOrders()));
    }

    static io.judgefleet.v1.Experiment experiment(Experiment experiment) {
        return new io.judgefleet.v1.Experiment(experiment.id(), experiment.arm());
    }

    static Optional<Experiment> experiment(io.judgefleet.v1.@Nullable Experiment wire) {
        return Optional.ofNullable(wire).map(it -> new Experiment(it.getId(), it.getArm()));
    }

    static List<io.judgefleet.v1.PresentationOrder> orders(List<PresentationOrder> orders) {
        return orders.stream()
                .map(it -> Symbols.toWire(io.judgefleet.v1.PresentationOrder.class, it))
                .toList();
    }

    static List<PresentationOrder> ordersOf(List<io.judgefleet.v1.PresentationOrder> wire) {
        return wire.stream()
                .map(it -> Symbols.toRecord(PresentationOrder.class, it))
                .toList();
    }

    private static io.judgefleet.v1.Comparison comparison(Comparison comparison) {
        return new io.judgefleet.v1.Comparison(
                comparison.id().value(),
                question(comparison.question()),
                comparison.answers().stream()
                        .map(it -> new io.judgefleet.v1.Answer(it.modelId(), it.text()))
                        .toList(),
                comparison.reference().orElse(null),
                comparison.dataset().orElse(null),
                comparison.category().orElse(null));
    }

    private static Comparison comparison(io.judgefleet.v1.Comparison wire) {
        return new Comparison(
                new ComparisonId(wire.getId()),
                question(wire.getQuestion()),
                wire.getAnswers().stream()
                        .map(it -> new Answer(it.getModelId(), it.getText()))
                        .toList(),
                Optional.ofNullable(wire.getReference()),
                Optional.ofNullable(wire.getDataset()),
                Optional.ofNullable(wire.getCategory()));
    }

    private static io.judgefleet.v1.Question question(Question question) {
        var turns = question.turns().stream()
                .map(it -> new io.judgefleet.v1.Turn(it.role(), it.text()))
                .toList();
        return new io.judgefleet.v1.Question(question.id(), question.text(), turns);
    }

    private static Question question(io.judgefleet.v1.Question wire) {
        var turns = wire.getTurns().stream()
                .map(it -> new Turn(it.getRole(), it.getText()))
                .toList();
        return new Question(wire.getId(), wire.getText(), turns);
    }

    private static io.judgefleet.v1.Routing routing(Routing routing) {
        return new io.judgefleet.v1.Routing(
                routing.tenant().orElse(null),
                Symbols.toWire(io.judgefleet.v1.Lane.class, routing.lane()),
                routing.createdAt(),
                routing.deadline().orElse(null));
    }

    private static Routing routing(io.judgefleet.v1.Routing wire) {
        return new Routing(
                Optional.ofNullable(wire.getTenant()),
                Symbols.toRecord(Lane.class, wire.getLane()),
                wire.getCreatedAt(),
                Optional.ofNullable(wire.getDeadline()));
    }

    private RequestMapping() {}
}
