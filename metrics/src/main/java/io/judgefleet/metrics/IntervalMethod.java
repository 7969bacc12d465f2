package io.judgefleet.metrics;

/** How an interval was made. */
public enum IntervalMethod {
    WILSON,
    CLOPPER_PEARSON,
    /** Of a difference of two shares, from both shares' own intervals. */
    NEWCOMBE,
    /** Of a difference of two shares of the same observations. */
    BONETT_PRICE,
    /** The interval of the agreement that a coefficient corrects for chance, the chance held fixed. */
    OF_AGREEMENT,
    /** From the ends of the intervals of the shares that a figure is made of, where the figure is least and greatest. */
    OF_SHARES,
    /** Of a pass rate that is corrected by what a judge misses and lets pass. */
    LANG_REICZIGEL,
    /** Student's quantiles, each end as if one observation more had been at that end of the range. */
    STUDENT,
    /** Estimate and standard error, normal quantiles. */
    NORMAL,
    /** Fisher's z of a correlation. */
    FISHER_Z,
    /** Student's quantiles with the robust error of a maximum of a likelihood. */
    SANDWICH,
    /** The error of Poisson bootstrap replicates clustered by question, Student's quantiles by the number of questions. */
    POISSON_BOOTSTRAP
}
