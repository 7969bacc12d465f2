package io.judgefleet.faults.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damage to bytes: a few random acts, of the kinds that found bugs in parsers before. */
final class Mutation {
    private static final int MOST_ACTS = 4;

    // Lengths and counts on the edge, as Avro's zig-zag and as JSON's digits, and what JSON treats specially.
    private static final List<byte[]> NASTY = List.of(
            bytes(0xFE, 0xFF, 0xFF, 0xFF, 0x0F),
            bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x0F),
            bytes(0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01),
            bytes(0x00),
            bytes(0x80),
            bytes(0xED, 0xA0, 0x80),
            bytes(0xEF, 0xBB, 0xBF),
            bytes(0x1F, 0x8B, 0x08),
            "1e999999999".getBytes(US_ASCII),
            "99999999999999999999".getBytes(US_ASCII),
            "[[[[[[[[[[[[[[[[".getBytes(US_ASCII),
            "{\"a\":{\"a\":{\"a\":".getBytes(US_ASCII),
            "\\uD800".getBytes(US_ASCII),
            "\n".getBytes(US_ASCII),
            "null".getBytes(US_ASCII));

    private final Random random;

    Mutation(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(byte[] whole) {
        var damaged = whole;
        for (int acts = 1 + random.nextInt(MOST_ACTS); acts > 0 && damaged.length > 0; acts--) {
            damaged = act(damaged);
        }
        return damaged;
    }

    private byte[] act(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> replaced(bytes, at, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
            case 1 -> replaced(bytes, at, new byte[] {(byte) random.nextInt()});
            case 2 -> replaced(bytes, at, NASTY.get(random.nextInt(NASTY.size())));
            case 3 -> spliced(bytes, at, at, NASTY.get(random.nextInt(NASTY.size())));
            case 4 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)), new byte[0]);
            case 5 -> Arrays.copyOf(bytes, at);
            default -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, random.nextInt(at + 1), at));
        };
    }

    private static byte[] replaced(byte[] bytes, int at, byte[] by) {
        return spliced(bytes, at, Math.min(bytes.length, at + by.length), by);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] by) {
        var spliced = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(by, 0, spliced, from, by.length);
        System.arraycopy(bytes, to, spliced, from + by.length, bytes.length - to);
        return spliced;
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
