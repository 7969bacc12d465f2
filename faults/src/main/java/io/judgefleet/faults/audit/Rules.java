package io.judgefleet.faults.audit;

/** What the workers were told, as far as promises depend on it. */
public record Rules(String judgeProfile, int maxDeliveries) {}
