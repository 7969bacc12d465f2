package io.judgefleet.cli.submit.state;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.fleet.Aggregator;
import java.util.List;
import java.util.Set;

/** Knows which requests have been judged, whoever submitted them. */
@FunctionalInterface
public interface JudgedLookup {
    /** Does not know of any. */
    JudgedLookup NONE = ids -> Set.of();

    Set<String> judged(List<String> requestIds);

    /** Asks the aggregator until it does not answer; then says so, once, and takes nothing for judged. */
    static JudgedLookup of(Aggregator aggregator, Console console) {
        return new JudgedLookup() {
            private boolean isSilent;

            @Override
            public Set<String> judged(List<String> requestIds) {
                if (isSilent || requestIds.isEmpty()) {
                    return Set.of();
                }
                try {
                    return aggregator.judged(requestIds);
                } catch (CommandFailure e) {
                    isSilent = true;
                    console.note("note: not looked up what is already judged: " + e.getMessage());
                    return Set.of();
                }
            }
        };
    }
}
