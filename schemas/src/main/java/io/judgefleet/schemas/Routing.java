package io.judgefleet.schemas;

import io.judgefleet.judgement.Require;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Who asked, how urgently, since when and until when the judgement is of use; times are kept to the microsecond. */
public record Routing(Optional<String> tenant, Lane lane, Instant createdAt, Optional<Instant> deadline) {
    public Routing {
        createdAt = Require.time(createdAt, "created at").truncatedTo(ChronoUnit.MICROS);
        deadline = deadline.map(time -> Require.time(time, "deadline").truncatedTo(ChronoUnit.MICROS));
    }
}
