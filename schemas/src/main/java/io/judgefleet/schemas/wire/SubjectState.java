package io.judgefleet.schemas.wire;

import java.util.List;

/**
 * How a subject of the registry stands to the schema that we write.
 *
 * @param reasons why old readers or old records could not follow; empty unless it is incompatible
 */
public record SubjectState(String subject, Status status, List<String> reasons) {
    public SubjectState {
        reasons = List.copyOf(reasons);
    }

    /** How a subject stands. */
    public enum Status {
        /** The registry has exactly this schema. */
        DEPLOYED,
        /** The registry does not know the subject. */
        ABSENT,
        /** The registry has other versions, and all can follow. */
        COMPATIBLE,
        /** Some version cannot follow. */
        INCOMPATIBLE
    }
}
