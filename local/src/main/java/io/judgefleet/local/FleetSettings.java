package io.judgefleet.local;

import io.judgefleet.schemas.FleetPrefix;
import java.util.Map;

/**
 * What a local fleet is to be.
 *
 * @param properties of the worker and the aggregator, by their full names, on top of what this fleet sets itself
 */
record FleetSettings(DataFolder data, LocalJudge judge, FleetPorts ports, Map<String, String> properties) {
    FleetSettings {
        properties = Map.copyOf(properties);
    }

    /** What the fleet's names begin with: as worker and aggregator find it, a property above its variable. */
    FleetPrefix prefix() {
        return FleetPrefix.parse(
                properties.getOrDefault(FleetPrefix.SETTING, System.getenv().getOrDefault("JUDGEFLEET_PREFIX", "")));
    }
}
