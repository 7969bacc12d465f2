package io.judgefleet.faults.run;

import io.judgefleet.faults.audit.AuditMain;
import io.judgefleet.faults.audit.AuditReport;
import io.judgefleet.faults.audit.RestProbe;
import io.judgefleet.faults.audit.RunFolder;
import io.judgefleet.faults.fleet.Awaiting;
import io.judgefleet.faults.fleet.Fleet;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.ChildJvm.Program;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lets a fleet finish its work, and has it audited by a program of its own. */
final class Rest {
    private static final Duration WORK_TIME = Duration.ofMinutes(6);
    private static final Duration AUDIT_TIME = Duration.ofMinutes(20);

    private final Fleet fleet;
    private final RunFolder folder;
    private final PrintStream out;

    Rest(Fleet fleet, RunFolder folder, PrintStream out) {
        this.fleet = fleet;
        this.folder = folder;
        this.out = out;
    }

    /** Work that is not done in time is for the audit to name. */
    void await() throws InterruptedException {
        try {
            Awaiting.until("the cluster to be whole", WORK_TIME, fleet.brokers()::isWhole);
            Awaiting.until(
                    "the workers to finish", WORK_TIME, new RestProbe(fleet.directClients(), Fleet.GROUP)::isAtRest);
            Awaiting.until("the aggregator to count everything", WORK_TIME, this::hasCountedEverything);
        } catch (IllegalStateException e) {
            out.println("faults: " + e.getMessage());
        }
    }

    /** What the audit found; it leaves a report in the folder. */
    AuditReport audit() throws InterruptedException {
        var program = new Program(
                List.of(
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=io/judgefleet/faults/logback-child.xml"),
                System.getProperty("java.class.path"),
                AuditMain.class.getName(),
                List.of(
                        folder.path().toString(),
                        fleet.brokers().directServers(),
                        fleet.directRegistryUrl(),
                        Fleet.GROUP,
                        Fleet.JUDGE_PROFILE,
                        Integer.toString(Fleet.MAX_DELIVERIES),
                        fleet.aggregatorUrl().toString()),
                Map.of(),
                folder.path().resolve("audit.log"));
        try (var audit = ChildJvm.start(program)) {
            if (!audit.awaitExit(AUDIT_TIME)) {
                throw new IllegalStateException(
                        "expected an audit within %s, see %s".formatted(AUDIT_TIME, program.log()));
            }
        }
        return folder.report();
    }

    private boolean hasCountedEverything() throws Exception {
        return AuditMain.counted(fleet.aggregatorUrl()).read()
                >= new RestProbe(fleet.directClients(), Fleet.GROUP).verdicts();
    }
}
