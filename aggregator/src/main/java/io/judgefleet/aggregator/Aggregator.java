package io.judgefleet.aggregator;

import io.judgefleet.aggregator.config.Settings;
import io.judgefleet.aggregator.figures.FigureRounds;
import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.aggregator.kafka.UnreadableStateException;
import io.judgefleet.aggregator.kafka.VerdictStream;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The aggregator as an application: verdicts and labels in, figures out over HTTP and as records. */
public final class Aggregator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);

    /** What our beans require, so that another deployable on the same class path does not get them. */
    private static final String ENVIRONMENT = "aggregator";

    /** Not the usual place, for several deployables may lie on one class path. */
    private static final String PROPERTIES = "classpath:judgefleet-aggregator/";

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Aggregator(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Starts with these properties above those of the environment, and returns when HTTP answers; figures may still be
     * restored then.
     *
     * @throws StartRefusedException when the settings or the cluster are not as they must be
     */
    public static Aggregator start(Map<String, Object> properties) {
        try {
            return startOnce(properties);
        } catch (UnreadableStateException e) {
            LOG.atWarn().setCause(e).log("the local state cannot be opened; it is made again from its changelogs");
            return startOnce(properties);
        }
    }

    private static Aggregator startOnce(Map<String, Object> properties) {
        var context = context(properties);
        try {
            return start(context);
        } catch (RuntimeException e) {
            context.close();
            throw refusal(e);
        }
    }

    /**
     * Reads these properties above those of the environment, as a start would, and starts nothing.
     *
     * @throws StartRefusedException naming the first that is unknown or not as expected
     */
    public static void check(Map<String, Object> properties) {
        try (var context = context(properties)) {
            context.getEnvironment().start();
            Settings.read(context.getEnvironment());
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Returns when the stream failed for good or this was closed. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** What ended the stream for good; empty while it runs and after {@link #close}. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        context.close();
        ended.countDown();
    }

    /** Settings and wiring, not started yet. */
    static ApplicationContext context(Map<String, Object> properties) {
        return ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .environments(ENVIRONMENT)
                .overrideConfigLocations(PROPERTIES)
                .properties(properties)
                .build();
    }

    private static Aggregator start(ApplicationContext context) {
        context.getEnvironment().start();
        var settings = Settings.read(context.getEnvironment());
        LOG.atInfo().addKeyValue("settings", settings).log("aggregator starts");
        context.registerSingleton(settings)
                .registerSingleton(settings.access())
                .registerSingleton(settings.alerts())
                .start();
        var stream = context.getBean(VerdictStream.class);
        var aggregator =
                new Aggregator(context, context.getBean(EmbeddedServer.class).start());
        stream.start(aggregator::fail);
        context.getBean(FigureRounds.class).start(settings.publishInterval());
        LOG.atInfo().addKeyValue("url", aggregator.url()).log("aggregator answers");
        return aggregator;
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        ended.countDown();
    }

    /** What Micronaut wrapped on the way. */
    private static RuntimeException refusal(RuntimeException thrown) {
        return Stream.iterate((Throwable) thrown, Objects::nonNull, Throwable::getCause)
                .filter(StartRefusedException.class::isInstance)
                .map(RuntimeException.class::cast)
                .findFirst()
                .orElse(
                        thrown instanceof ServerStartupException
                                ? new StartRefusedException(String.valueOf(thrown.getMessage()), thrown)
                                : thrown);
    }
}
