package io.judgefleet.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Who asked, how urgently, since when and until when the judgement is of use; times are kept to the microsecond. */
public record Routing(Optional<String> tenant, Lane lane, Instant createdAt, Optional<Instant> deadline) {
    public Routing {
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        deadline = deadline.map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }
}
