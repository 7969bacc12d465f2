package io.judgefleet.aggregator.alerts;

import io.judgefleet.schemas.figures.MetricAlert;
import java.util.List;

/** Where alerts are written, one after another. */
public interface AlertLog {
    /** All that it holds, the oldest first. */
    List<MetricAlert> read();

    /** Writes all of them or none. */
    void append(List<MetricAlert> alerts);
}
