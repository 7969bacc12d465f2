package io.judgefleet.aggregator.figures;

import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.PairCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ratings of the counts that were asked for lately. */
final class Ratings {
    private static final int REMEMBERED = 64;

    private record Question(PairCounts counts, Policy policy) {}

    private final Map<Question, BradleyTerry> solved = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, BradleyTerry> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** One thread solves at a time: who asks for the same meanwhile finds it solved. */
    synchronized BradleyTerry of(PairCounts counts, Policy policy) {
        return solved.computeIfAbsent(
                new Question(counts, policy), question -> BradleyTerry.fit(question.counts(), question.policy()));
    }
}
