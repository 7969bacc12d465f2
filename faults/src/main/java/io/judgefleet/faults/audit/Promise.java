package io.judgefleet.faults.audit;

/** What the fleet promises, each as the audit checks it. */
public enum Promise {
    ACKNOWLEDGED_KEPT("what the brokers acknowledged is on its topic"),
    NOTHING_LOST("every delivery has an outcome or is to be skipped"),
    NOTHING_TWICE("no delivery has two outcomes, and no outcome lacks its delivery"),
    VERDICT_IDS_UNIQUE("a verdict id stands as often on the topic as its request was submitted, at most"),
    OFFSETS_BEHIND_OUTCOMES("no committed offset passes a delivery whose outcome is not written"),
    NO_STUCK_PARTITION("at rest the committed offsets cover every delivery"),
    COUNTED_ONCE("the aggregator counts each verdict id once"),
    ZOMBIES_SILENT("a worker that lost its membership while frozen begins no transaction with what is from before"),
    DEAD_LETTERS_WHOLE("a dead letter has its record's key, value, headers and timestamp"),
    RETRIES_IN_TIME("no delivery comes before it falls due, nor after the last one"),
    SIGTERM_DRAINS("a worker that is asked to end does so in its grace period, with status 0"),
    ABORTED_UNSEEN("what a reader of committed records has seen stays");

    private final String sentence;

    Promise(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
