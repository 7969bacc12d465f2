package io.judgefleet.faults.load;

/** Looks at a run from the side, on a thread of its own, until it is told that the run is over. */
public interface Watch extends Runnable {
    /** Lets {@link #run} come to its end, which an interrupt would cut short. */
    void end();
}
