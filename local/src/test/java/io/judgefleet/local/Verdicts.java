package io.judgefleet.local;

import io.judgefleet.schemas.Decoded.Readable;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.testkit.TopicContents;
import java.util.List;
import java.util.Map;

/** What a reader of the verdicts topic sees, from its beginning to its end as it is now. */
public final class Verdicts {
    public static List<Verdict> committed(Map<String, Object> clientSettings) {
        var topic = FleetPrefix.of(clientSettings).topic(Topics.VERDICTS).name();
        try (var codec = Codec.verdicts(clientSettings)) {
            return TopicContents.committed(clientSettings, topic).stream()
                    .map(received -> decode(codec, received.value()))
                    .toList();
        }
    }

    private static Verdict decode(Codec<Verdict> codec, byte[] bytes) {
        return switch (codec.decode(Topics.VERDICTS.name(), bytes)) {
            case Readable<Verdict>(var verdict) -> verdict;
            case Unreadable<Verdict>(var reason) -> throw new AssertionError(reason);
        };
    }

    private Verdicts() {}
}
