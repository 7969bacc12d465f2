package io.judgefleet.faults.run;

import io.judgefleet.faults.audit.EvidenceReader;
import io.judgefleet.faults.audit.RunFolder;
import io.judgefleet.faults.fleet.Fleet;
import io.judgefleet.faults.load.CommittedOffsets;
import io.judgefleet.faults.load.JsonLines;
import io.judgefleet.faults.load.OffsetWatch;
import io.judgefleet.faults.load.OutcomeWatch;
import io.judgefleet.faults.load.Seen;
import io.judgefleet.faults.load.Watch;
import java.util.List;

/** The watches of a run with their histories, until closed. */
final class Watches implements AutoCloseable {
    private final JsonLines<CommittedOffsets> committed;
    private final JsonLines<Seen> seen;
    private final List<Watch> watches;
    private final List<Thread> threads;

    Watches(Fleet fleet, RunFolder folder) {
        this.committed = JsonLines.append(folder.committed());
        this.seen = JsonLines.append(folder.seen());
        this.watches = List.of(
                new OffsetWatch(fleet.brokers().admin(), Fleet.GROUP, EvidenceReader.OUTCOMES, committed),
                new OutcomeWatch(fleet.directClients(), EvidenceReader.OUTCOMES, seen));
        this.threads = watches.stream()
                .map(Thread.ofPlatform().name("watch-", 1)::start)
                .toList();
    }

    @Override
    public void close() {
        watches.forEach(Watch::end);
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        committed.close();
        seen.close();
    }
}
