package io.judgefleet.worker.config;

/** How requests are divided among workers, and how often each may be answered. */
public enum DeliveryMode {
    /** By partitions; outcome and offset in one transaction: exactly one visible outcome. */
    TRANSACTIONS,
    /** By records, so that more workers than partitions have work; without transactions: at least one outcome. */
    SHARE_GROUP
}
