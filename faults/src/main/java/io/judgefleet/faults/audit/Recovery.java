package io.judgefleet.faults.audit;

import static java.util.stream.Collectors.groupingBy;

import io.judgefleet.faults.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** How the fleet came back after several faults. */
public record Recovery(int faults, Spread firstOutcome, Spread longestWait) {

    /** Median, 99th percentile and largest of some durations; zero where there are none. */
    public record Spread(Duration median, Duration p99, Duration max) {
        static Spread of(List<Duration> durations) {
            var sorted = durations.stream().sorted().toList();
            return sorted.isEmpty()
                    ? new Spread(Duration.ZERO, Duration.ZERO, Duration.ZERO)
                    : new Spread(quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.getLast());
        }

        private static Duration quantile(List<Duration> sorted, double share) {
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }
    }

    static Recovery of(List<Recovered> faults) {
        return new Recovery(
                faults.size(), spread(faults, Recovered::firstOutcome), spread(faults, Recovered::longestWait));
    }

    /** In the order of the kinds, those that occurred. */
    static TreeMap<FaultKind, Recovery> byKind(List<Recovered> faults) {
        var byKind = new TreeMap<FaultKind, Recovery>();
        faults.stream().collect(groupingBy(Recovered::kind)).forEach((kind, ones) -> byKind.put(kind, of(ones)));
        return byKind;
    }

    private static Spread spread(List<Recovered> faults, Function<Recovered, Optional<Duration>> time) {
        return Spread.of(
                faults.stream().flatMap(fault -> time.apply(fault).stream()).toList());
    }
}
