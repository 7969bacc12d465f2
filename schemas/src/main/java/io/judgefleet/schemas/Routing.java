package io.judgefleet.schemas;

import java.time.Instant;
import java.util.Optional;

/** Who asked, how urgently, since when and until when the judgement is of use. */
public record Routing(Optional<String> tenant, Lane lane, Instant createdAt, Optional<Instant> deadline) {}
