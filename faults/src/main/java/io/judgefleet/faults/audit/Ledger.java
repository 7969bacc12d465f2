package io.judgefleet.faults.audit;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deliveries and outcomes of a run, linked with each other. */
final class Ledger {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::topicPartition).thenComparingLong(Position::offset);

    private final Evidence evidence;
    private final Map<DeliveryKey, List<Delivered>> deliveries;
    private final Map<DeliveryKey, List<Outcome>> outcomes;
    private final Map<Position, Outcome> outcomeOf = new HashMap<>();

    Ledger(Evidence evidence) {
        this.evidence = evidence;
        this.deliveries = evidence.topics().deliveries().stream()
                .sorted(Comparator.comparing(Delivered::at, ORDER))
                .collect(groupingBy(Delivered::key));
        this.outcomes = evidence.topics().outcomes().stream()
                .sorted(Comparator.comparing(Outcome::at, ORDER))
                .collect(groupingBy(Outcome::key));
        deliveries.forEach(this::link);
    }

    Evidence evidence() {
        return evidence;
    }

    /** The outcome of a delivery. */
    Optional<Outcome> outcome(Delivered delivered) {
        return Optional.ofNullable(outcomeOf.get(delivered.at()));
    }

    /** The deliveries that are owed an outcome and have none. */
    List<Delivered> undecided() {
        return evidence.topics().deliveries().stream()
                .filter(delivered ->
                        !evidence.isSkipped(delivered) && outcome(delivered).isEmpty())
                .toList();
    }

    /** The outcomes that no delivery is left for. */
    List<Outcome> surplus() {
        var surplus = new ArrayList<Outcome>();
        outcomes.forEach((key, found) -> {
            int owed = (int) deliveries.getOrDefault(key, List.of()).stream()
                    .filter(delivered -> !evidence.isSkipped(delivered))
                    .count();
            surplus.addAll(found.subList(Math.min(owed, found.size()), found.size()));
        });
        return surplus;
    }

    /** How often a request was submitted. */
    int submissions(String request) {
        return deliveries.getOrDefault(new DeliveryKey(request, 1), List.of()).size();
    }

    /** Several deliveries of one key are the same request submitted again: its records are decided in their order. */
    private void link(DeliveryKey key, List<Delivered> delivered) {
        var found = outcomes.getOrDefault(key, List.of());
        var owed = delivered.stream().filter(one -> !evidence.isSkipped(one)).toList();
        for (int i = 0; i < Math.min(owed.size(), found.size()); i++) {
            outcomeOf.put(owed.get(i).at(), found.get(i));
        }
    }
}
