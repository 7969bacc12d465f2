package io.judgefleet.faults.run;

import io.judgefleet.faults.Fault;
import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.fleet.Awaiting;
import io.judgefleet.faults.fleet.Direction;
import io.judgefleet.faults.fleet.Fleet;
import io.judgefleet.faults.fleet.RegistryMood;
import io.judgefleet.faults.fleet.Supervised;
import io.judgefleet.faults.fleet.TcpProxy;
import io.judgefleet.faults.fleet.Weather;
import io.judgefleet.faults.fleet.WorkerNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Carries out faults, one call each, which returns when the fault is healed. */
final class Injector {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration LATE = Duration.ofMillis(300);
    private static final Duration CLOCK_JUMP = Duration.ofHours(2);
    private static final Duration DISK_TIME = Duration.ofSeconds(60);

    private final Fleet fleet;
    private final HarmfulRecords records;

    Injector(Fleet fleet, HarmfulRecords records) {
        this.fleet = fleet;
        this.records = records;
    }

    /** Who sends records that do harm. */
    interface HarmfulRecords {
        void send(FaultKind kind);
    }

    /** Whether a fault may begin now: a broker only when all partitions are on all brokers, a worker when it works. */
    boolean isPossible(Fault fault) throws InterruptedException {
        return switch (fault.kind().victim()) {
            case BROKER -> fleet.brokers().isWhole();
            case WORKER -> isMember(fleet.workers().get(fault.target()));
            case REGISTRY, AGGREGATOR, GROUP, RECORDS -> true;
        };
    }

    /** Begins a fault, waits as long as it lasts, and heals it. */
    InjectedFault inject(Fault fault) throws InterruptedException {
        var from = Instant.now();
        var result = switch (fault.kind().victim()) {
            case WORKER -> worker(fault);
            case BROKER -> broker(fault);
            case REGISTRY -> registry(fault);
            case AGGREGATOR -> kill(fleet.aggregator(), fault.duration());
            case GROUP -> group(fault);
            case RECORDS -> send(fault);
        };
        return new InjectedFault(fault.kind(), target(fault), from, Instant.now(), result);
    }

    private Optional<String> worker(Fault fault) throws InterruptedException {
        var worker = fleet.workers().get(fault.target());
        var link = List.of(fleet.link(fault.target(), fault.link()));
        return switch (fault.kind()) {
            case WORKER_KILL -> kill(worker.process(), fault.duration());
            case WORKER_STOP -> stop(worker.process(), fault.duration());
            case WORKER_PAUSE -> freeze(worker, fault.duration());
            case WORKER_CLOCK_JUMP -> moveClock(worker, fault.duration());
            case WORKER_CUT -> weather(fleet.links(fault.target()), Weather.CUT, fault.duration());
            case LINK_CUT -> weather(link, Weather.CUT, fault.duration());
            case LINK_DELAY -> weather(link, new Weather.Slow(LATE), fault.duration());
            case LINK_SILENT -> weather(link, new Weather.Silent(Set.of(Direction.TO_CLIENT)), fault.duration());
            default -> throw new IllegalArgumentException("no fault of a worker: " + fault.kind());
        };
    }

    private Optional<String> broker(Fault fault) throws InterruptedException {
        var process = fleet.brokers().nodes().get(fault.target()).process();
        var clients = fleet.clientLinks(fault.target());
        return switch (fault.kind()) {
            case BROKER_KILL -> kill(process, fault.duration());
            case BROKER_STOP -> stop(process, fault.duration());
            case BROKER_PAUSE -> freeze(process, fault.duration());
            case BROKER_CUT -> weather(clients, Weather.CUT, fault.duration());
            case BROKER_DELAY -> weather(clients, new Weather.Slow(LATE), fault.duration());
            case BROKER_ISOLATED -> weather(fleet.peerLinks(fault.target()), Weather.CUT, fault.duration());
            case DISK_FULL -> fillDisk(process, fault.duration());
            default -> throw new IllegalArgumentException("no fault of a broker: " + fault.kind());
        };
    }

    private Optional<String> registry(Fault fault) throws InterruptedException {
        return switch (fault.kind()) {
            case REGISTRY_KILL -> kill(fleet.registry(), fault.duration());
            case REGISTRY_REFUSING -> mood(RegistryMood.REFUSING, fault.duration());
            case REGISTRY_SLOW -> mood(RegistryMood.SLOW, fault.duration());
            case REGISTRY_SILENT -> mood(RegistryMood.SILENT, fault.duration());
            default -> throw new IllegalArgumentException("no fault of the registry: " + fault.kind());
        };
    }

    private Optional<String> group(Fault fault) throws InterruptedException {
        if (fault.kind() == FaultKind.REBALANCE_STORM) {
            new Storm(fleet.directClients(), Fleet.GROUP).blow(fault.duration());
        } else {
            records.send(fault.kind());
            Thread.sleep(fault.duration());
        }
        return Optional.empty();
    }

    private Optional<String> send(Fault fault) {
        records.send(fault.kind());
        return Optional.empty();
    }

    private static Optional<String> kill(Supervised process, Duration time) throws InterruptedException {
        process.kill();
        Thread.sleep(time);
        process.start();
        return Optional.empty();
    }

    /** Nothing where the process was on the ground already, struck by another fault. */
    private static Optional<String> stop(Supervised process, Duration time) throws InterruptedException {
        boolean wasAlive = process.isAlive();
        var status = process.stop(GRACE);
        Thread.sleep(time);
        process.start();
        return Optional.of(status.map(InjectedFault::exit).orElse(InjectedFault.NO_EXIT))
                .filter(result -> wasAlive);
    }

    private Optional<String> freeze(WorkerNode worker, Duration time) throws InterruptedException {
        worker.process().pause();
        try {
            Thread.sleep(time);
            return Optional.of(isMember(worker) ? InjectedFault.KEPT : InjectedFault.EVICTED);
        } finally {
            worker.process().resume();
        }
    }

    /** A worker of whom the brokers cannot tell now is taken for a member. */
    private boolean isMember(WorkerNode worker) throws InterruptedException {
        try {
            return fleet.isMember(worker);
        } catch (ExecutionException e) {
            return true;
        }
    }

    private static Optional<String> freeze(Supervised process, Duration time) throws InterruptedException {
        process.pause();
        try {
            Thread.sleep(time);
        } finally {
            process.resume();
        }
        return Optional.empty();
    }

    private static Optional<String> moveClock(WorkerNode worker, Duration time) throws InterruptedException {
        worker.moveClock(CLOCK_JUMP);
        Thread.sleep(time);
        worker.moveClock(Duration.ZERO);
        return Optional.empty();
    }

    private static Optional<String> weather(List<TcpProxy> links, Weather weather, Duration time)
            throws InterruptedException {
        links.forEach(link -> link.become(weather));
        try {
            Thread.sleep(time);
        } finally {
            links.forEach(link -> link.become(Weather.CLEAR));
        }
        return Optional.empty();
    }

    private Optional<String> mood(RegistryMood mood, Duration time) throws InterruptedException {
        fleet.registryProxy().become(mood);
        try {
            Thread.sleep(time);
        } finally {
            fleet.registryProxy().become(RegistryMood.WELL);
        }
        return Optional.empty();
    }

    /** The broker ends by itself at its next write; it comes back when there is room. */
    private Optional<String> fillDisk(Supervised broker, Duration time) throws InterruptedException {
        int endsBefore = broker.ends().size();
        fleet.fillDisk();
        try {
            Awaiting.until(
                    "the full disk to be noticed",
                    DISK_TIME,
                    () -> broker.ends().size() > endsBefore);
            Thread.sleep(time);
        } finally {
            fleet.relieveDisk();
        }
        return Optional.empty();
    }

    private String target(Fault fault) {
        return switch (fault.kind().victim()) {
            case WORKER -> fleet.workers().get(fault.target()).name();
            case BROKER -> fleet.brokers().nodes().get(fault.target()).process().name();
            case REGISTRY, AGGREGATOR, GROUP, RECORDS ->
                fault.kind().victim().name().toLowerCase(Locale.ROOT);
        };
    }
}
