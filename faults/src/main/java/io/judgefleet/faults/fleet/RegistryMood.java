package io.judgefleet.faults.fleet;

/** How the schema registry treats those who ask. */
public enum RegistryMood {
    WELL,
    /** Answers 503. */
    REFUSING,
    /** Answers after some seconds. */
    SLOW,
    /** Takes the request and never answers. */
    SILENT
}
