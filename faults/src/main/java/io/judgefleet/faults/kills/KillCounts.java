package io.judgefleet.faults.kills;

import java.util.List;
import java.util.Locale;

/** The counts of one round of kills, or of several together. */
public record KillCounts(Kills kills, Requests requests, Segments segments) {
    static final KillCounts NOTHING =
            new KillCounts(new Kills(0, 0, 0), new Requests(0, 0, 0, 0), new Segments(0, 0, 0));

    /**
     * The kills.
     *
     * @param all of the whole local process
     * @param aimed how many of them were aimed at the moment between a transaction's decision and its markers
     * @param caught transactions that were decided and had not all markers when a process was killed
     */
    public record Kills(int all, int aimed, int caught) {}

    /**
     * The requests, and cases of promises about them that were broken.
     *
     * @param acknowledged by the broker
     * @param lost of promises about lost requests
     * @param twice of those about outcomes and counts beyond the first
     * @param others of the audit's other promises
     */
    public record Requests(long acknowledged, long lost, long twice, long others) {}

    /**
     * The transactions in the log segments at the end of the rounds.
     *
     * @param torn that ended otherwise in one partition than in another, or than was decided
     * @param unended that ended in one partition and not in another
     */
    public record Segments(long transactions, int torn, int unended) {}

    KillCounts plus(KillCounts more) {
        return new KillCounts(
                new Kills(kills.all + more.kills.all, kills.aimed + more.kills.aimed, kills.caught + more.kills.caught),
                new Requests(
                        requests.acknowledged + more.requests.acknowledged,
                        requests.lost + more.requests.lost,
                        requests.twice + more.requests.twice,
                        requests.others + more.requests.others),
                new Segments(
                        segments.transactions + more.segments.transactions,
                        segments.torn + more.segments.torn,
                        segments.unended + more.segments.unended));
    }

    static KillCounts together(List<KillCounts> rounds) {
        return rounds.stream().reduce(NOTHING, KillCounts::plus);
    }

    /** Whether every promise was kept. */
    public boolean isClean() {
        return requests.lost == 0
                && requests.twice == 0
                && requests.others == 0
                && segments.torn == 0
                && segments.unended == 0;
    }

    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%d kills, %d of them aimed, %d transactions caught between decision and markers; "
                        + "%d requests: %d lost, %d twice, %d other violations; "
                        + "%d transactions in the log segments: %d torn, %d without an end",
                kills.all,
                kills.aimed,
                kills.caught,
                requests.acknowledged,
                requests.lost,
                requests.twice,
                requests.others,
                segments.transactions,
                segments.torn,
                segments.unended);
    }
}
