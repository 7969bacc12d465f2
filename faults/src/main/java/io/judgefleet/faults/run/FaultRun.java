package io.judgefleet.faults.run;

import io.judgefleet.faults.Fault;
import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.FaultSchedule;
import io.judgefleet.faults.FaultSchedule.Plan;
import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.audit.AuditReport;
import io.judgefleet.faults.audit.RunFolder;
import io.judgefleet.faults.fleet.BrokerCluster;
import io.judgefleet.faults.fleet.Fleet;
import io.judgefleet.faults.fleet.FleetSettings;
import io.judgefleet.faults.fleet.WorkerNode;
import io.judgefleet.faults.load.Acknowledged;
import io.judgefleet.faults.load.JsonLines;
import io.judgefleet.faults.load.RequestRecords;
import io.judgefleet.faults.load.Requests;
import io.judgefleet.faults.load.Submitter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** One run: a fleet under load and faults, then rest, then the audit. */
public final class FaultRun {
    static final String ABORT_WORD = "abort-the-engine";
    static final String FAIL_WORD = "fail-the-engine-once";

    private static final int PARTITIONS = 6;
    private static final Duration POSSIBLE_TIME = Duration.ofSeconds(20);

    private final RunSettings settings;
    private final PrintStream out;
    private final RunFolder folder;

    public FaultRun(RunSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.folder = new RunFolder(settings.folder());
    }

    /** Runs; what the audit found is in the folder too. */
    public AuditReport run() throws InterruptedException {
        out.printf("faults: seed %d; again with -Djudgefleet.faults.seed=%d%n", settings.seed(), settings.seed());
        var fleetSettings = new FleetSettings(settings.folder(), settings.workers(), PARTITIONS, ABORT_WORD, FAIL_WORD);
        try (var fleet = Fleet.start(fleetSettings)) {
            var schedule = FaultSchedule.of(settings.seed(), plan(fleet));
            out.print(schedule.description());
            var rest = new Rest(fleet, folder, out);
            try (var watches = new Watches(fleet, folder)) {
                strike(fleet, schedule);
                rest.await();
            }
            var report = rest.audit();
            report(fleet, report);
            return report;
        }
    }

    private Plan plan(Fleet fleet) {
        return new Plan(
                settings.length(), settings.faultsPerMinute(), settings.workers(), BrokerCluster.SIZE, kinds(fleet));
    }

    private Set<FaultKind> kinds(Fleet fleet) {
        var kinds = EnumSet.allOf(FaultKind.class);
        kinds.removeAll(settings.without());
        if (!WorkerNode.canMoveClocks()) {
            out.println("faults: no clock jumps in this run: Debian's package faketime is not installed");
            kinds.remove(FaultKind.WORKER_CLOCK_JUMP);
        }
        if (!fleet.hasSmallDisk()) {
            out.println("faults: no full disks in this run: only root can mount a small file system");
            kinds.remove(FaultKind.DISK_FULL);
        }
        return kinds;
    }

    /** Load and faults at the same time; returns when both are over and everything is healed. */
    private void strike(Fleet fleet, FaultSchedule schedule) throws InterruptedException {
        try (JsonLines<Acknowledged> acknowledged = JsonLines.append(folder.acknowledged());
                var submitter = new Submitter(fleet.clients(), acknowledged);
                var records = new RequestRecords(fleet.directSerde(), settings.seed())) {
            var requests = new Requests(settings.seed());
            var load = Thread.ofPlatform()
                    .name("load")
                    .start(() ->
                            submitter.submit(requests, records, settings.requests(), settings.requestsPerSecond()));
            var harm = new HarmfulSubmitter(submitter, records, requests);
            inject(schedule, new Injector(fleet, harm));
            load.join();
        }
    }

    private void inject(FaultSchedule schedule, Injector injector) throws InterruptedException {
        long start = System.nanoTime();
        var running = new ArrayList<Thread>();
        var turns = new ConcurrentHashMap<String, Lock>();
        try (JsonLines<InjectedFault> log = JsonLines.append(folder.faults())) {
            for (var fault : schedule.faults()) {
                awaitTime(start + fault.at().toNanos());
                var turn = turns.computeIfAbsent(fault.struck(), struck -> new ReentrantLock(true));
                running.add(Thread.ofVirtual().start(() -> inject(injector, fault, turn, log)));
            }
            for (var thread : running) {
                thread.join();
            }
        }
    }

    /** One fault at a time for each that can be struck; who recovers slowly is spared the next one, and nobody else. */
    private void inject(Injector injector, Fault fault, Lock turn, JsonLines<InjectedFault> log) {
        try {
            if (turn.tryLock(POSSIBLE_TIME.toSeconds(), TimeUnit.SECONDS)) {
                try {
                    injectInTurn(injector, fault, log);
                } finally {
                    turn.unlock();
                }
            } else {
                leaveOut(fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // a fault of the harness spoils one fault, not the run
            out.println("faults: not carried out: " + fault + ": " + e);
        }
    }

    private void injectInTurn(Injector injector, Fault fault, JsonLines<InjectedFault> log)
            throws InterruptedException {
        if (awaitPossible(injector, fault)) {
            log.write(injector.inject(fault));
            Thread.sleep(fault.kind().respite());
        } else {
            leaveOut(fault);
        }
    }

    private void leaveOut(Fault fault) {
        out.println("faults: left out, for its victim did not recover in time: " + fault);
    }

    private static boolean awaitPossible(Injector injector, Fault fault) throws InterruptedException {
        long deadline = System.nanoTime() + POSSIBLE_TIME.toNanos();
        while (!injector.isPossible(fault)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(500);
        }
        return true;
    }

    private static void awaitTime(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private void report(Fleet fleet, AuditReport report) {
        out.println(report.text());
        var unasked = fleet.ends().stream().filter(end -> !end.isWanted()).toList();
        out.printf("faults: %d processes ended by themselves and were started again%n", unasked.size());
        unasked.forEach(end -> out.printf("  %s with %d at %s%n", end.name(), end.status(), end.at()));
        out.printf("faults: seed %d, histories and logs in %s%n", settings.seed(), settings.folder());
    }
}
