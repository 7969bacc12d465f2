package io.judgefleet.aggregator.alerts;

import io.judgefleet.schemas.figures.MetricAlert;
import java.util.ArrayList;
import java.util.List;

/** Alerts in a list. */
public final class RecordedAlerts implements AlertLog {
    private final List<MetricAlert> alerts = new ArrayList<>();
    private String refusal = "";

    /** Makes it fail from now on. */
    public void refuse(String reason) {
        refusal = reason;
    }

    @Override
    public List<MetricAlert> read() {
        if (!refusal.isEmpty()) {
            throw new IllegalStateException(refusal);
        }
        return List.copyOf(alerts);
    }

    @Override
    public void append(List<MetricAlert> more) {
        alerts.addAll(more);
    }
}
