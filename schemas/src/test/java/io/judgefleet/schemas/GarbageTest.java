package io.judgefleet.schemas;

import static io.judgefleet.schemas.RecordFixtures.fullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.judgefleet.schemas.Decoded.Unreadable;
import io.judgefleet.schemas.wire.Codec;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GarbageTest {
    private static final long MIB = 1 << 20;

    private final Codec<JudgeRequest> codec =
            Codec.judgeRequests(Map.of("schema.registry.url", "mock://garbage", "auto.register.schemas", true));
    private final byte[] valid = codec.encode("t", fullRequest());

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void shouldNeverThrowWhenBytesAreMutated() {
        var random = new Random(20260203);

        var unreadable = IntStream.range(0, 20_000)
                .mapToObj(i -> codec.decode("t", mutated(random)))
                .filter(Unreadable.class::isInstance)
                .count();

        assertThat(unreadable).isBetween(1_000L, 20_000L);
    }

    @Test
    void shouldNeverThrowWhenBodyIsNoise() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var noise = new byte[5 + random.nextInt(200)];
            random.nextBytes(noise);
            ByteBuffer.wrap(noise).put(valid, 0, 5);

            assertThat(codec.decode("t", noise)).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void shouldNotAllocateWhatItIsToldWhenStringClaimsTwoGigabytes() {
        var bytes = ByteBuffer.allocate(15).put(valid, 0, 5).put(zigZag(Integer.MAX_VALUE - 16));

        long before = allocated();
        var decoded = codec.decode("t", bytes.array());
        long after = allocated();

        assertThat(decoded).isInstanceOf(Unreadable.class);
        assertThat(after - before).isLessThan(8 * MIB);
    }

    @Test
    void shouldNotAllocateWhatItIsToldWhenArrayClaimsTwoBillionItems() {
        var claimed = ByteBuffer.allocate(64)
                .put(valid, 0, 5)
                .put(new byte[] {2, 'r', 2, 'p', 2, 2, 'c', 2, 'q', 2, 'x'})
                .put(zigZag(Integer.MAX_VALUE - 16));

        long before = allocated();
        var decoded = codec.decode("t", claimed.array());
        long after = allocated();

        assertThat(decoded).isInstanceOf(Unreadable.class);
        assertThat(((Unreadable<?>) decoded).reason()).contains("exceeds");
        assertThat(after - before).isLessThan(8 * MIB);
    }

    private byte[] mutated(Random random) {
        var bytes = valid.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static byte[] zigZag(long value) {
        var bytes = new byte[10];
        int length = 0;
        for (long rest = value << 1; rest != 0; rest >>>= 7) {
            bytes[length++] = (byte) (rest > 0x7F ? rest & 0x7F | 0x80 : rest);
        }
        return Arrays.copyOf(bytes, length);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
