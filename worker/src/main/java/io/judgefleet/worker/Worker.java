package io.judgefleet.worker;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.worker.config.ForeignBeans;
import io.judgefleet.worker.config.JudgeChoice;
import io.judgefleet.worker.config.StateCollector;
import io.judgefleet.worker.config.WorkerSettings;
import io.judgefleet.worker.kafka.LoopState;
import io.judgefleet.worker.kafka.Pipeline;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker: it reads judge requests, judges them and publishes verdicts, until it is closed. */
public final class Worker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration JOIN_TIME = Duration.ofSeconds(60);

    private final ApplicationContext context;
    private final Judge judge;
    private final WorkerIdentity identity;
    private final Pipeline pipeline;
    private boolean isClosed;
    private boolean isDrained;

    private Worker(ApplicationContext context, Judge judge, WorkerIdentity identity, Pipeline pipeline) {
        this.context = context;
        this.judge = judge;
        this.identity = identity;
        this.pipeline = pipeline;
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
        var undo = new ArrayDeque<Runnable>();
        try {
            var context = context(properties).start();
            undo.push(context::close);
            var settings = serveHttp(context);
            var identity = WorkerIdentity.take(
                    settings.stateDir(), settings.profile(), settings.slot().orElse(null));
            undo.push(identity::close);
            var assembly = new Assembly(settings, identity);
            assembly.requireTopics();
            var judge = judges.apply(settings.judge());
            undo.push(judge::close);
            var pipeline = assembly.pipeline(judge, context);
            undo.push(pipeline::close);
            pipeline.start();
            awaitGroup(pipeline);
            return new Worker(context, judge, identity, pipeline);
        } catch (RuntimeException | Error e) {
            undo.forEach(Runnable::run);
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
        return context.getBean(EmbeddedServer.class).getPort();
    }

    /** The latest picture of what it does. */
    public LoopState state() {
        return pipeline.state();
    }

    /** Completes when it no longer consumes, with the fault that ended it if there was one. */
    public CompletableFuture<Boolean> ended() {
        return pipeline.ended();
    }

    /** Ends; answers whether everything in flight was finished within the grace period. */
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

    /** Reads the settings, and answers HTTP from now on: that the worker lives, and that it is not ready. */
    private static WorkerSettings serveHttp(ApplicationContext context) {
        var settings = WorkerSettings.read(context.getEnvironment());
        context.registerSingleton(settings).registerSingleton(settings.http());
        log.atInfo().addKeyValue("settings", settings.describe()).log("worker starts");
        context.getBean(StateCollector.class);
        context.getBean(EmbeddedServer.class).start();
        return settings;
    }

    private static void awaitGroup(Pipeline pipeline) {
        try {
            pipeline.joined().get(JOIN_TIME.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "expected to become a member of the consumer group within " + JOIN_TIME + ", found no answer", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the worker started", e);
        }
    }

    private boolean finish() {
        try {
            boolean inTime = pipeline.drain(
                    context.getBean(WorkerSettings.class).delivery().grace());
            pipeline.close();
            // The memory of a judge that is still at work must not be freed.
            if (pipeline.isIdle()) {
                judge.close();
            }
            return inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            identity.close();
            context.close();
        }
    }
}
