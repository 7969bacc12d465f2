package io.judgefleet.worker.engine;

import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.OutputVersion;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.Pass;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.schemas.Execution;
import io.judgefleet.schemas.JudgeIdentity;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.JudgedItem;
import io.judgefleet.schemas.Origin;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.VerdictId;
import io.judgefleet.worker.delivery.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes verdicts: what a judge said of a request, who it was, where, and how long it took. */
public final class VerdictFactory {
    private final JudgeDescription description;
    private final JudgeIdentity identity;
    private final String workerId;
    private final String codeVersion;

    public VerdictFactory(JudgeDescription description, String workerId, String codeVersion) {
        this.description = description;
        this.identity = identity(description);
        this.workerId = workerId;
        this.codeVersion = codeVersion;
    }

    /** When a batch began, and how long it took. */
    public record Timing(Instant started, Duration inference) {}

    /** The verdict on a piece of work. */
    public Verdict write(Work work, List<Pass> passes, Timing timing) {
        return write(work.request(), work.entry().delivery().deliveryCount(), work.task(), passes, timing);
    }

    /** The verdict on a request that is not in flight here, such as a benchmark's. */
    public Verdict write(JudgeRequest request, int deliveryCount, PreparedTask task, List<Pass> passes, Timing timing) {
        var createdAt = request.routing().createdAt();
        return new Verdict(
                VerdictId.of(request.id(), fingerprint()),
                Origin.of(request, deliveryCount),
                JudgedItem.of(request),
                passes.stream().sorted(Comparator.comparing(Pass::order)).toList(),
                identity,
                new Execution(
                        workerId,
                        description.engine(),
                        description.device(),
                        codeVersion,
                        Duration.between(createdAt, timing.started()),
                        timing.inference()),
                timing.started().plus(timing.inference()),
                task.findings());
    }

    public String fingerprint() {
        return identity.fingerprint(codeVersion);
    }

    private static JudgeIdentity identity(JudgeDescription description) {
        return new JudgeIdentity(
                description.name(),
                description.weightsDigest(),
                description.tokenizerDigest(),
                description.promptTemplate(),
                description.dtype(),
                description.decoding(),
                WeightsOrigin.valueOf(description.weightsOrigin().toUpperCase(Locale.ROOT)),
                OutputVersion.CURRENT);
    }
}
