package io.judgefleet.faults.audit;

/**
 * What links a delivery with its outcome.
 *
 * @param request the request id; where it cannot be read, the position of the record
 * @param count the how manyth delivery
 */
public record DeliveryKey(String request, int count) {
    @Override
    public String toString() {
        return request + " (delivery " + count + ")";
    }
}
