package io.judgefleet.judgelm.decoding;

import java.util.List;
import java.util.Map;

/** A place in a grammar of scores: what may come next, by token, or the scores that have been spelled. */
interface ScoreNode {
    Map<Integer, ? extends ScoreNode> children();

    /** The scores, where this is an end; else none. */
    List<Double> scores();

    default boolean isEnd() {
        return !scores().isEmpty();
    }
}
