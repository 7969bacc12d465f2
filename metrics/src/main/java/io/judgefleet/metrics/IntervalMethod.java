package io.judgefleet.metrics;

/** How an interval was made. */
public enum IntervalMethod {
    WILSON,
    CLOPPER_PEARSON,
    /** Of a difference of two shares, from both shares' Wilson intervals. */
    NEWCOMBE,
    /** Of a difference of two shares of the same observations. */
    BONETT_PRICE,
    /** Estimate and standard error, normal quantiles. */
    NORMAL,
    /** Fisher's z of a correlation. */
    FISHER_Z,
    /** Normal quantiles with the robust error of a rating. */
    SANDWICH,
    /** Percentiles of Poisson bootstrap replicates clustered by question. */
    POISSON_BOOTSTRAP
}
