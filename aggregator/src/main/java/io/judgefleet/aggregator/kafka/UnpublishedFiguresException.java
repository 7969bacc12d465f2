package io.judgefleet.aggregator.kafka;

import java.util.Map;

/** Some figures cannot be written, and what their topics say of them is old; all others were written. */
final class UnpublishedFiguresException extends RuntimeException {
    /** @param refused why, by key */
    UnpublishedFiguresException(Map<String, String> refused) {
        super("%d figures cannot be published, such as %s"
                .formatted(refused.size(), refused.entrySet().iterator().next()));
    }
}
