package io.judgefleet.local;

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
}
