package io.judgefleet.worker;

import io.judgefleet.deployable.Version;
import io.judgefleet.judgelm.Judge;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.config.ClientMetrics;
import io.judgefleet.worker.config.DeliveryMode;
import io.judgefleet.worker.config.DeliverySettings;
import io.judgefleet.worker.config.ForeignBeans;
import io.judgefleet.worker.config.JudgeChoice;
import io.judgefleet.worker.config.Stage;
import io.judgefleet.worker.config.Stage.Measures;
import io.judgefleet.worker.config.Stage.Serving;
import io.judgefleet.worker.config.StateCollector;
import io.judgefleet.worker.config.WorkerMetrics;
import io.judgefleet.worker.config.WorkerSettings;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.engine.VerdictFactory;
import io.judgefleet.worker.kafka.Feeds;
import io.judgefleet.worker.kafka.GroupLag;
import io.judgefleet.worker.kafka.KafkaClients;
import io.judgefleet.worker.kafka.LoopState;
import io.judgefleet.worker.kafka.Pipeline;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker: it reads judge requests, judges them and publishes verdicts, until it is closed. */
public final class Worker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration JOIN_TIME = Duration.ofSeconds(60);

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final Judge judge;
    private final WorkerIdentity slot;
    private final Pipeline pipeline;
    private final Duration grace;
    private boolean isClosed;
    private boolean isDrained;

    private Worker(
            ApplicationContext context, WorkerSettings settings, Judge judge, WorkerIdentity slot, Pipeline pipeline) {
        this.context = context;
        this.server = context.getBean(EmbeddedServer.class);
        this.judge = judge;
        this.slot = slot;
        this.pipeline = pipeline;
        this.grace = settings.delivery().grace();
    }

    /**
     * Starts a worker with properties that go before environment and defaults; returns when it consumes and its HTTP
     * answers.
     *
     * @throws io.judgefleet.deployable.ConfigurationException if a property is wrong
     * @throws RuntimeException whose message is one line, if something that it needs is not there
     */
    public static Worker start(Map<String, Object> properties) {
        return start(properties, JudgeChoice::load);
    }

    /** As {@link #start(Map)}, with a judge of the caller's, which the worker closes. */
    static Worker start(Map<String, Object> properties, Function<JudgeChoice, Judge> judges) {
        var context = context(properties).start();
        try {
            var settings = WorkerSettings.read(context.getEnvironment());
            context.registerSingleton(settings).registerSingleton(settings.http());
            log.atInfo().addKeyValue("settings", settings.describe()).log("worker starts");
            context.getBean(StateCollector.class);
            context.getBean(EmbeddedServer.class).start();
            return start(context, settings, judges);
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    /**
     * Reads these properties above those of the environment, as a start would, and starts nothing.
     *
     * @throws io.judgefleet.deployable.ConfigurationException naming the first that is unknown or not as expected
     */
    public static void check(Map<String, Object> properties) {
        try (var context = context(properties).build()) {
            context.getEnvironment().start();
            WorkerSettings.read(context.getEnvironment());
        }
    }

    public int port() {
        return server.getPort();
    }

    /** The latest picture of what it does. */
    public LoopState state() {
        return pipeline.state();
    }

    /** Completes when it no longer consumes, with the fault that ended it if there was one. */
    public CompletableFuture<Boolean> ended() {
        return pipeline.ended();
    }

    /** Ends; says whether everything in flight was finished within the grace period. */
    public synchronized boolean drain() {
        if (!isClosed) {
            isClosed = true;
            isDrained = finish();
            log.atInfo().addKeyValue("drained", isDrained).log("worker ended");
        }
        return isDrained;
    }

    @Override
    public void close() {
        drain();
    }

    /** Ends without finishing anything, as a process that is killed would: what is in flight is judged by others. */
    public void abandon() {
        pipeline.close();
        close();
    }

    private static ApplicationContextBuilder context(Map<String, Object> properties) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments("worker")
                .beanConfigurations(new ForeignBeans())
                .properties(properties)
                .banner(false);
    }

    private static Worker start(
            ApplicationContext context, WorkerSettings settings, Function<JudgeChoice, Judge> judges) {
        var slot = WorkerIdentity.take(
                settings.stateDir(), settings.profile(), settings.slot().orElse(null));
        try {
            var clients = new KafkaClients(settings.kafka(), settings.profile(), slot.name());
            clients.requireTopics(new Feeds(settings.delivery().lanes(), clients.prefix()).topics());
            var judge = judges.apply(settings.judge());
            try {
                return start(context, settings, clients, judge, slot);
            } catch (RuntimeException | Error e) {
                judge.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            slot.close();
            throw e;
        }
    }

    private static Worker start(
            ApplicationContext context,
            WorkerSettings settings,
            KafkaClients clients,
            Judge judge,
            WorkerIdentity slot) {
        var version = Version.read(Main.VERSION_FILE);
        var measures = new Measures(
                new ClientMetrics(context.getBean(MeterRegistry.class)), lag(settings.delivery(), clients));
        var verdictFactory = new VerdictFactory(judge.describe(), slot.name(), version);
        var pipeline = new Pipeline(
                plan(settings, slot),
                new Pipeline.Ends(
                        measures.clients().measured(clients.consumer()),
                        () -> measures.clients().measured(clients.producer()),
                        Codec.judgeRequests(settings.kafka()),
                        Codec.verdicts(settings.kafka()),
                        settings.delivery().mode() == DeliveryMode.SHARE_GROUP
                                ? Optional.of(shareEnds(clients, measures.clients()))
                                : Optional.empty(),
                        clients.prefix()),
                new Pipeline.Judging(judge, verdictFactory, Clock.systemUTC()),
                slot.marker(),
                context.getBean(WorkerMetrics.class));
        context.getBean(Stage.class)
                .serve(new Serving(pipeline, measures, judge.describe(), verdictFactory.fingerprint(), version));
        measures.lag().start();
        pipeline.start();
        try {
            awaitGroup(pipeline);
        } catch (RuntimeException | Error e) {
            pipeline.close();
            throw e;
        }
        return new Worker(context, settings, judge, slot, pipeline);
    }

    private static GroupLag lag(DeliverySettings delivery, KafkaClients clients) {
        var all = new Feeds(delivery.lanes(), clients.prefix()).topics();
        if (delivery.mode() == DeliveryMode.TRANSACTIONS) {
            return clients.lag(all, Set.of());
        }
        var retries = new Feeds(Set.of(), clients.prefix()).topics();
        return clients.lag(
                retries, all.stream().filter(topic -> !retries.contains(topic)).collect(Collectors.toSet()));
    }

    private static Pipeline.ShareEnds shareEnds(KafkaClients clients, ClientMetrics metrics) {
        clients.configureShareGroup();
        return new Pipeline.ShareEnds(clients.shareConsumer(), metrics.measuredOfShares(clients.plainProducer()));
    }

    private static Pipeline.Plan plan(WorkerSettings settings, WorkerIdentity slot) {
        var delivery = settings.delivery();
        return new Pipeline.Plan(
                new FailurePolicy(delivery.retries(), slot.name(), settings.profile()),
                delivery.lanes(),
                delivery.budget(),
                delivery.weights(),
                delivery.batchTokens(),
                delivery.loop());
    }

    private static void awaitGroup(Pipeline pipeline) {
        try {
            pipeline.joined().get(JOIN_TIME.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "expected to be taken into the consumer group within " + JOIN_TIME + ", found no answer", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the worker started", e);
        }
    }

    private boolean finish() {
        try {
            boolean inTime = pipeline.drain(grace);
            pipeline.close();
            // A judge that is still at work must not lose its memory under its feet.
            if (pipeline.isIdle()) {
                judge.close();
            }
            return inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            slot.close();
            context.close();
        }
    }
}
