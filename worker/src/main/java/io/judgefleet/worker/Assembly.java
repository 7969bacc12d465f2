package io.judgefleet.worker;

import io.judgefleet.deployable.Version;
import io.judgefleet.judgelm.Judge;
import io.judgefleet.worker.config.ClientMetrics;
import io.judgefleet.worker.config.DeliveryMode;
import io.judgefleet.worker.config.Stage;
import io.judgefleet.worker.config.Stage.Measures;
import io.judgefleet.worker.config.Stage.Serving;
import io.judgefleet.worker.config.WorkerMetrics;
import io.judgefleet.worker.config.WorkerSettings;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.RequestHandler;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.BatchJudging;
import io.judgefleet.worker.engine.VerdictFactory;
import io.judgefleet.worker.kafka.Codecs;
import io.judgefleet.worker.kafka.Feeds;
import io.judgefleet.worker.kafka.GroupLag;
import io.judgefleet.worker.kafka.KafkaClients;
import io.judgefleet.worker.kafka.Pipeline;
import io.judgefleet.worker.kafka.Reader;
import io.judgefleet.worker.kafka.ReaderParts;
import io.judgefleet.worker.kafka.Screening;
import io.judgefleet.worker.kafka.ShareReader;
import io.judgefleet.worker.kafka.TransactionalReader;
import io.judgefleet.worker.kafka.publishing.OutcomeWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Builds the parts of a worker from its settings. */
final class Assembly {
    private final Clock clock = Clock.systemUTC();
    private final String version = Version.read(Main.VERSION_FILE);
    private final WorkerSettings settings;
    private final WorkerIdentity identity;
    private final KafkaClients clients;
    private final Feeds lanes;
    private final Feeds retries;
    private final Feeds all;

    Assembly(WorkerSettings settings, WorkerIdentity identity) {
        this.settings = settings;
        this.identity = identity;
        this.clients = new KafkaClients(settings.kafka(), settings.profile(), identity.name());
        this.lanes = Feeds.withoutRetries(settings.delivery().lanes(), clients.prefix());
        this.retries = new Feeds(Set.of(), clients.prefix());
        this.all = new Feeds(settings.delivery().lanes(), clients.prefix());
    }

    /** Waits until a broker answers and has the topics that the worker reads. */
    void requireTopics() {
        clients.requireTopics(all.topics());
    }

    /** The pipeline, which health and metrics of the context see from now on; not yet started. */
    Pipeline pipeline(Judge judge, ApplicationContext context) {
        var metrics = new ClientMetrics(context.getBean(MeterRegistry.class));
        var verdictFactory = new VerdictFactory(judge.describe(), identity.name(), version);
        var codecs = Codecs.of(settings.kafka());
        var parts = parts(codecs, judge, verdictFactory, context.getBean(WorkerMetrics.class));
        var pipeline = new Pipeline(readers(parts, metrics), codecs, identity.marker(), clock);
        var measures = new Measures(metrics, lag());
        context.getBean(Stage.class)
                .serve(new Serving(pipeline, measures, judge.describe(), verdictFactory.fingerprint(), version));
        measures.lag().start();
        return pipeline;
    }

    private ReaderParts parts(Codecs codecs, Judge judge, VerdictFactory verdictFactory, WorkObserver observer) {
        var delivery = settings.delivery();
        var failurePolicy = new FailurePolicy(delivery.retries(), identity.name(), settings.profile());
        var handler = new RequestHandler(codecs.decoder(), judge, failurePolicy, clock);
        return new ReaderParts(
                delivery.limits(),
                new Screening(handler, identity.marker(), failurePolicy, observer),
                new BatchJudging(judge, verdictFactory, failurePolicy, clock),
                new OutcomeWriter(codecs.verdicts(), clock, clients.prefix()));
    }

    /** A share group has no due times, so that the retry topics are always read by a group with offsets. */
    private List<Reader> readers(ReaderParts parts, ClientMetrics metrics) {
        return switch (settings.delivery().mode()) {
            case TRANSACTIONS -> List.of(transactional(all, parts, metrics));
            case SHARE_GROUP -> List.of(transactional(retries, parts, metrics), shared(parts, metrics));
        };
    }

    private Reader transactional(Feeds feeds, ReaderParts parts, ClientMetrics metrics) {
        return TransactionalReader.of(
                parts, feeds, metrics.measured(clients.consumer()), () -> metrics.measured(clients.producer()));
    }

    private Reader shared(ReaderParts parts, ClientMetrics metrics) {
        clients.configureShareGroup();
        return ShareReader.of(parts, lanes, clients.shareConsumer(), metrics.measuredOfShares(clients.plainProducer()));
    }

    private GroupLag lag() {
        return settings.delivery().mode() == DeliveryMode.TRANSACTIONS
                ? clients.lag(all.topics(), Set.of())
                : clients.lag(retries.topics(), lanes.topics());
    }
}
