package io.judgefleet.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The faults of a run in the order of their time, and nothing but a function of the seed and the plan. */
public record FaultSchedule(long seed, List<Fault> faults) {
    /** Between the start of the load and the first fault. */
    private static final Duration CALM = Duration.ofSeconds(3);

    public FaultSchedule {
        faults = List.copyOf(faults);
    }

    /**
     * What to draw from.
     *
     * @param length of the time in which faults begin
     * @param perMinute how many faults to try to place; fewer come where all victims are still recovering
     * @param kinds those that this machine can do
     */
    public record Plan(Duration length, double perMinute, int workers, int brokers, Set<FaultKind> kinds) {
        public Plan {
            if (perMinute <= 0 || kinds.isEmpty()) {
                throw new IllegalArgumentException(
                        "expected some faults per minute and some kinds, found %s and %s".formatted(perMinute, kinds));
            }
            kinds = Set.copyOf(kinds);
        }
    }

    public static FaultSchedule of(long seed, Plan plan) {
        return new FaultSchedule(seed, new Draw(new Random(seed), plan).faults());
    }

    /** For people. */
    public String description() {
        return faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n", "seed %d, %d faults%n".formatted(seed, faults.size()), "\n"));
    }

    /** Draws faults one after the other from shuffled decks of all kinds, so that none is left out for long. */
    private static final class Draw {
        private final Random random;
        private final Plan plan;
        private final List<FaultKind> deck = new ArrayList<>();
        private final Map<String, Duration> busyUntil = new HashMap<>();

        Draw(Random random, Plan plan) {
            this.random = random;
            this.plan = plan;
        }

        List<Fault> faults() {
            var drawn = new ArrayList<Fault>();
            var spacing = Duration.ofMillis(Math.round(60_000 / plan.perMinute()));
            for (var at = CALM; at.compareTo(plan.length()) < 0; at = at.plus(spacing)) {
                var time = at.plusMillis(random.nextLong(spacing.toMillis() / 2 + 1));
                next(time).ifPresent(drawn::add);
            }
            drawn.sort(Comparator.comparing(Fault::at));
            return drawn;
        }

        /** The first card of the deck whose victim is free; where there is none, one of a further deck. */
        private Optional<Fault> next(Duration at) {
            if (deck.isEmpty()) {
                shuffleIn();
            }
            return draw(at, deck.size()).or(() -> {
                shuffleIn();
                return draw(at, deck.size());
            });
        }

        private Optional<Fault> draw(Duration at, int cards) {
            for (int i = 0; i < cards; i++) {
                var kind = deck.removeFirst();
                var fault = new Fault(
                        at, kind, target(kind), random.nextInt(plan.brokers()), kind.duration(random.nextDouble()));
                if (isFree(fault)) {
                    occupy(fault);
                    // What was passed over keeps its turn.
                    Collections.rotate(deck, i);
                    return Optional.of(fault);
                }
                deck.add(kind);
            }
            return Optional.empty();
        }

        private void shuffleIn() {
            // From the set's natural order, for its own is another in each process.
            var kinds = new ArrayList<>(plan.kinds().stream().sorted().toList());
            Collections.shuffle(kinds, random);
            deck.addAll(kinds);
        }

        /** The clock of the first worker is the one that can be moved. */
        private int target(FaultKind kind) {
            return switch (kind.victim()) {
                case WORKER -> kind == FaultKind.WORKER_CLOCK_JUMP ? 0 : random.nextInt(plan.workers());
                case BROKER -> kind == FaultKind.DISK_FULL ? plan.brokers() - 1 : random.nextInt(plan.brokers());
                case REGISTRY, AGGREGATOR, GROUP, RECORDS -> 0;
            };
        }

        private boolean isFree(Fault fault) {
            return busyUntil.getOrDefault(fault.struck(), Duration.ZERO).compareTo(fault.at()) <= 0;
        }

        private void occupy(Fault fault) {
            busyUntil.put(fault.struck(), fault.end().plus(fault.kind().respite()));
        }
    }
}
