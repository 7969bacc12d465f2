package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.judgement.Coded;
import io.judgefleet.judgement.Codes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Reads what a {@link Packer} wrote. */
public final class Unpacker {
    private final String what;
    private final ByteBuffer bytes;

    /** @param what the bytes are, as errors name it */
    public Unpacker(String what, byte[] bytes) {
        this.what = what;
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int octet() {
        return bytes.get();
    }

    long number() {
        var value = 0L;
        var shift = 0;
        while (true) {
            var next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    public int count() {
        return Math.toIntExact(number());
    }

    public long[] numbers(int count) {
        var values = new long[count];
        for (var index = 0; index < count; index++) {
            values[index] = number();
        }
        return values;
    }

    long sortable() {
        return bytes.getLong();
    }

    double real() {
        return Double.longBitsToDouble(sortable());
    }

    Instant time() {
        var micros = sortable();
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000), Math.multiplyExact(Math.floorMod(micros, 1_000_000), 1_000L));
    }

    String text() {
        return new String(raw(), StandardCharsets.UTF_8);
    }

    String id() {
        return octet() == 1 ? HexFormat.of().formatHex(raw()) : text();
    }

    double score() {
        var tenths = octet();
        return tenths == Packer.NO_TENTHS ? real() : tenths / 10.0;
    }

    /** Reads a constant from the octet that is its code. */
    <E extends Enum<E> & Coded> E coded(Codes<E> codes) {
        return coded(codes, octet());
    }

    /**
     * The constant of a code that was just read.
     *
     * @throws IllegalStateException when this version knows no such constant
     */
    <E extends Enum<E> & Coded> E coded(Codes<E> codes, int code) {
        return codes.find(code)
                .orElseThrow(() -> new IllegalStateException("expected %s before byte %d of a stored %s, found %d"
                        .formatted(codes.expected(), bytes.position(), what, code)));
    }

    /**
     * Reads the number of a format and refuses one that this version does not know.
     *
     * @param formats that it knows
     */
    int expect(int... formats) {
        var found = octet();
        if (Arrays.stream(formats).noneMatch(format -> format == found)) {
            throw new IllegalStateException("expected format %s of a stored %s, found %d"
                    .formatted(
                            Arrays.stream(formats).mapToObj(Integer::toString).collect(Collectors.joining(" or ")),
                            what,
                            found));
        }
        return found;
    }

    private byte[] raw() {
        var raw = new byte[count()];
        bytes.get(raw);
        return raw;
    }
}
