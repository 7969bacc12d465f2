package io.judgefleet.faults.load;

import java.util.Optional;

/**
 * A record that the brokers said they have.
 *
 * @param requestId empty where the record is no readable request
 */
public record Acknowledged(String topic, int partition, long offset, Optional<String> requestId) {}
