package io.judgefleet.schemas.topics;

import static io.judgefleet.schemas.RecordFixtures.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void shouldReadFirstDeliveryWhenNothingIsSaid() {
        assertThat(Headers.deliveryCount(headers)).isEqualTo(1);
        assertThat(Headers.notBefore(headers)).isEmpty();
    }

    @Test
    void shouldReplaceDeliveryWhenRedeliveredAgain() {
        Headers.redeliver(headers, 2, Instant.ofEpochMilli(100));
        Headers.redeliver(headers, 3, Instant.ofEpochMilli(200));

        assertThat(Headers.deliveryCount(headers)).isEqualTo(3);
        assertThat(Headers.notBefore(headers)).contains(Instant.ofEpochMilli(200));
        assertThat(headers.toArray()).hasSize(2);
    }

    @Test
    void shouldReadFirstDeliveryWhenCountIsNonsense() {
        headers.add(Headers.DELIVERY_COUNT, utf8("-1")).add(Headers.NOT_BEFORE, utf8("soon"));

        assertThat(Headers.deliveryCount(headers)).isEqualTo(1);
        assertThat(Headers.notBefore(headers)).isEmpty();
    }

    @Test
    void shouldReadNoTextWhenValueIsNull() {
        headers.add(Headers.JUDGE_PROFILE, null);

        assertThat(Headers.text(headers, Headers.JUDGE_PROFILE)).isEmpty();
    }

    @Test
    void shouldCutAtBorderOfCharacterWhenValueIsTooLong() {
        var header = Headers.header("h", "x" + "é".repeat(Limits.MAX_HEADER_BYTES));

        assertThat(header.value()).hasSize(Limits.MAX_HEADER_BYTES - 1);
        assertThat(new String(header.value(), UTF_8)).endsWith("é");
    }
}
