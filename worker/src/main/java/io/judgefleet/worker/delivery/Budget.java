package io.judgefleet.worker.delivery;

/**
 * How many prompt tokens may be in flight, so that memory is bounded whatever the backlog.
 *
 * <p>Each feed has its own part, so that a backlog in one never takes the room of another; it may be exceeded by one
 * record, for a record larger than its part must be judged too.
 */
public record Budget(int tokens) {
    private static final int PARTS = 8;

    // Both presentation orders of a prompt, at about three bytes to the token, and the template around them.
    private static final int TEMPLATE_TOKENS = 300;
    private static final double TOKENS_PER_BYTE = 2.0 / 3;

    public Budget {
        if (tokens < 1) {
            throw new IllegalArgumentException("token budget must be at least 1, found " + tokens);
        }
    }

    int of(Feed feed) {
        return (int) ((long) tokens
                * switch (feed) {
                    case LIVE -> 4;
                    case BULK -> 3;
                    case RETRY -> 1;
                }
                / PARTS);
    }

    /** What an unread delivery is taken to need. */
    static int estimate(Delivery delivery) {
        return TEMPLATE_TOKENS + (int) (delivery.original().bytes() * TOKENS_PER_BYTE);
    }
}
