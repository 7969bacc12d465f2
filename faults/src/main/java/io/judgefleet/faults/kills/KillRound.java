package io.judgefleet.faults.kills;

import io.judgefleet.faults.audit.AuditMain;
import io.judgefleet.faults.audit.AuditReport;
import io.judgefleet.faults.audit.Evidence;
import io.judgefleet.faults.audit.EvidenceReader;
import io.judgefleet.faults.audit.Promise;
import io.judgefleet.faults.audit.RestProbe;
import io.judgefleet.faults.audit.Rules;
import io.judgefleet.faults.audit.RunFolder;
import io.judgefleet.faults.fleet.Awaiting;
import io.judgefleet.faults.fleet.Fleet;
import io.judgefleet.faults.load.Acknowledged;
import io.judgefleet.faults.load.JsonLines;
import io.judgefleet.faults.load.RequestRecords;
import io.judgefleet.faults.load.Requests;
import io.judgefleet.faults.load.Submitter;
import io.judgefleet.servers.TransactionAudit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One fleet from an empty folder through its kills to rest and audit. */
final class KillRound {
    private static final double REQUESTS_PER_SECOND = 15;
    private static final Duration REST_TIME = Duration.ofMinutes(6);
    private static final Duration AIM_TIME = Duration.ofSeconds(60);

    /** One random kill in so many comes while the fleet starts. */
    private static final int WHILE_STARTING = 2;

    /** After the fleet is ready; publishing transactions come several times a second. */
    private static final int MAX_MILLIS_OF_LOAD = 3_000;

    private static final Set<Promise> LOSSES = Set.of(
            Promise.ACKNOWLEDGED_KEPT,
            Promise.NOTHING_LOST,
            Promise.OFFSETS_BEHIND_OUTCOMES,
            Promise.NO_STUCK_PARTITION,
            Promise.ABORTED_UNSEEN);
    private static final Set<Promise> DOUBLES =
            Set.of(Promise.NOTHING_TWICE, Promise.VERDICT_IDS_UNIQUE, Promise.COUNTED_ONCE);

    private final KillSettings settings;
    private final RunFolder folder;
    private final Random random;
    private final long seed;
    private final PrintStream out;
    private int caughtBetween;
    private Duration startTime = Duration.ofSeconds(10);

    KillRound(KillSettings settings, Path folder, long seed, PrintStream out) {
        this.settings = settings;
        this.folder = new RunFolder(folder);
        this.random = new Random(seed);
        this.seed = seed;
        this.out = out;
    }

    /** Runs to the end; what the audits found is in the folder too. */
    KillCounts run() throws Exception {
        try (var fleet = KilledFleet.start(settings, folder.path())) {
            fleet.awaitReady();
            submitAndKill(fleet);
            awaitRest(fleet);
            var counts = audit(fleet);
            int status = fleet.stop();
            if (status != 0) {
                throw new IllegalStateException("expected the fleet to end with 0, found " + status);
            }
            return counts;
        }
    }

    private void submitAndKill(KilledFleet fleet) throws Exception {
        try (var history = JsonLines.<Acknowledged>append(folder.acknowledged());
                var records = new RequestRecords(Map.of("schema.registry.url", fleet.registryUrl()), seed);
                var submitter = new Submitter(fleet.clients(), history)) {
            // While the registry is there: it is asked once for each schema.
            records.of(new Requests(seed).request(1));
            var load = Thread.ofPlatform()
                    .name("load")
                    .start(() -> submitter.submit(new Requests(seed), records, Long.MAX_VALUE, REQUESTS_PER_SECOND));
            try {
                for (int number = 1; number <= settings.killsPerRound(); number++) {
                    kill(fleet, number);
                }
                fleet.awaitReady();
            } finally {
                load.interrupt();
                load.join();
            }
        }
    }

    /** Kills once and starts again. */
    private void kill(KilledFleet fleet, int number) throws Exception {
        boolean isAimed = isAimed(number);
        if (isAimed) {
            awaitMeasured(fleet);
            stopBetweenDecisionAndMarkers(fleet);
        } else if (random.nextInt(WHILE_STARTING) == 0) {
            Thread.sleep(random.nextLong(Math.max(1, startTime.toMillis())));
        } else {
            awaitMeasured(fleet);
            Thread.sleep(random.nextLong(MAX_MILLIS_OF_LOAD));
        }
        fleet.kill();
        int caught =
                TransactionAudit.betweenDecisionAndMarkers(fleet.brokerFolder()).size();
        caughtBetween += caught;
        out.printf(
                "kills: seed %d, kill %d%s, %d caught between decision and markers%n",
                seed, number, isAimed ? " (aimed)" : "", caught);
        Files.deleteIfExists(fleet.steering().resolve("armed"));
        Files.deleteIfExists(fleet.steering().resolve("reached"));
        fleet.startAgain(isAimed(number + 1));
    }

    /** The aimed ones come first. */
    private boolean isAimed(int number) {
        return number <= settings.aimedPerRound();
    }

    private void awaitMeasured(KilledFleet fleet) throws InterruptedException {
        long begun = System.nanoTime();
        fleet.awaitReady();
        var time = Duration.ofNanos(System.nanoTime() - begun);
        startTime = time.compareTo(startTime) > 0 ? time : startTime;
    }

    private void stopBetweenDecisionAndMarkers(KilledFleet fleet) throws Exception {
        Thread.sleep(random.nextLong(MAX_MILLIS_OF_LOAD));
        Files.createFile(fleet.steering().resolve("armed"));
        Awaiting.until(
                "a decided transaction",
                AIM_TIME,
                () -> Files.exists(fleet.steering().resolve("reached")));
    }

    /** Work that is not done in time is for the audit to name. */
    private void awaitRest(KilledFleet fleet) throws InterruptedException {
        var probe = new RestProbe(fleet.clients(), Fleet.GROUP);
        try {
            Awaiting.until("the worker to finish", REST_TIME, probe::isAtRest);
            Awaiting.until(
                    "the aggregator to count everything",
                    REST_TIME,
                    () -> AuditMain.counted(fleet.aggregator()).read() >= probe.verdicts());
            Awaiting.until(
                    "all transactions to end",
                    Duration.ofMinutes(1),
                    () -> TransactionAudit.of(fleet.brokerFolder()).unended().isEmpty());
        } catch (IllegalStateException e) {
            out.println("kills: " + e.getMessage());
        }
    }

    private KillCounts audit(KilledFleet fleet) throws Exception {
        var report = AuditReport.of(evidence(fleet));
        folder.write(report);
        var transactions = TransactionAudit.of(fleet.brokerFolder());
        Files.writeString(folder.path().resolve("transactions.txt"), transactions.toString());
        long all = violations(report, Set.of(Promise.values()));
        long lost = violations(report, LOSSES);
        long twice = violations(report, DOUBLES);
        return new KillCounts(
                new KillCounts.Kills(settings.killsPerRound(), settings.aimedPerRound(), caughtBetween),
                new KillCounts.Requests(report.totals().acknowledged(), lost, twice, all - lost - twice),
                new KillCounts.Segments(
                        transactions.transactions(),
                        transactions.torn().size(),
                        transactions.unended().size()));
    }

    private Evidence evidence(KilledFleet fleet) throws Exception {
        try (var reader = new EvidenceReader(fleet.clients(), Map.of("schema.registry.url", fleet.registryUrl()))) {
            return new Evidence(
                    new Rules(Fleet.JUDGE_PROFILE, Fleet.MAX_DELIVERIES),
                    reader.read(Fleet.GROUP),
                    folder.histories(),
                    Optional.of(AuditMain.counted(fleet.aggregator())));
        }
    }

    private static long violations(AuditReport report, Set<Promise> promises) {
        return report.findings().stream()
                .filter(finding -> promises.contains(finding.promise()))
                .mapToLong(finding -> finding.violations().size())
                .sum();
    }

    /** Removes what only a look into a broken round needs. */
    void discard() throws IOException {
        try (var files = Files.walk(folder.path())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
