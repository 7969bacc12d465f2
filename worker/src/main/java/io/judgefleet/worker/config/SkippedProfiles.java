package io.judgefleet.worker.config;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The judge profiles that skipped requests name; each is logged once, for nobody may serve it.
 *
 * <p>Producers choose these names, so that only some of them become labels of a metric. Thread-safe.
 */
final class SkippedProfiles {
    private static final Logger log = LoggerFactory.getLogger(SkippedProfiles.class);
    private static final int MOST = 20;
    private static final int LONGEST = 100;
    private static final String OTHERS = "(others)";

    private final Set<String> seen = new HashSet<>();

    /** The profile, cut to a length that a label bears, or one name for all that come after the first twenty. */
    synchronized String known(String profile) {
        var name = profile.codePointCount(0, profile.length()) > LONGEST
                ? profile.substring(0, profile.offsetByCodePoints(0, LONGEST))
                : profile;
        if (seen.contains(name)) {
            return name;
        }
        if (seen.size() == MOST) {
            return OTHERS;
        }
        seen.add(name);
        log.atWarn()
                .addKeyValue("judgeProfile", name)
                .log("requests of a judge profile that this worker does not serve are left to the workers of that"
                        + " profile");
        return name;
    }
}
