package io.judgefleet.worker.config;

import io.judgefleet.judgement.KebabCase;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.PassState;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.WorkObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the worker does, counted: batches, tokens, transactions. */
@Singleton
public final class WorkerMetrics implements WorkObserver {
    private final DistributionSummary batchRecords;
    private final Counter tokens;
    private final Timer inference;
    private final Timer publishing;
    private final Counter failedTransactions;
    private final Counter registryFailures;
    private final SkippedProfiles profiles = new SkippedProfiles();
    private final MeterRegistry registry;

    WorkerMetrics(MeterRegistry registry) {
        this.registry = registry;
        batchRecords = DistributionSummary.builder("judgefleet.worker.batch.records")
                .description("requests of a batch in the engine")
                .register(registry);
        tokens = Counter.builder("judgefleet.worker.tokens")
                .description("prompt tokens that the engine has read")
                .register(registry);
        inference = Timer.builder("judgefleet.worker.inference")
                .description("time of a batch in the engine")
                .register(registry);
        publishing = Timer.builder("judgefleet.worker.publish")
                .description("time of a transaction, from its begin to its commit")
                .register(registry);
        failedTransactions = Counter.builder("judgefleet.worker.transactions.failed")
                .description("transactions that were aborted or are in doubt; their outcomes are published again")
                .register(registry);
        registryFailures = Counter.builder("judgefleet.worker.registry.failures")
                .description("times that the schema registry did not answer")
                .register(registry);
    }

    @Override
    public void decided(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accept accept ->
                accept.verdict().passes().forEach(pass -> count("passes", "state", state(pass.outcome())));
            case Outcome.Reject reject ->
                count("dead.letters", "stage", reject.letter().cause().stage());
            case Outcome.Skip(var profile) -> count("skipped", "profile", profiles.known(profile));
            case Outcome.Release release -> {}
        }
    }

    @Override
    public void batchJudged(int records, int promptTokens, Duration time) {
        batchRecords.record(records);
        tokens.increment(promptTokens);
        inference.record(time);
    }

    @Override
    public void published(int records, Duration time) {
        publishing.record(time);
    }

    @Override
    public void publicationFailed() {
        failedTransactions.increment();
    }

    @Override
    public void registryFailed() {
        registryFailures.increment();
    }

    private void count(String name, String label, String value) {
        registry.counter("judgefleet.worker." + name, label, value).increment();
    }

    private static String state(PassOutcome outcome) {
        return KebabCase.of(PassState.of(outcome));
    }
}
