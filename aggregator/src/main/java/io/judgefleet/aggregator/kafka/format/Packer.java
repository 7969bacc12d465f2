package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.judgement.Coded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Writes values of a state store one after another, small numbers in few bytes. */
public final class Packer {
    static final int NO_TENTHS = 101;

    private static final int MOST_TENTHS = 100;

    private byte[] bytes = new byte[256];
    private int size;

    Packer octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** An octet that is the constant's code. */
    Packer coded(Coded constant) {
        return octet(constant.code());
    }

    /** Seven bits in each byte; negative numbers take ten bytes. */
    public Packer number(long value) {
        ensure(10);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    public Packer numbers(long... values) {
        for (var value : values) {
            number(value);
        }
        return this;
    }

    /** Eight bytes that sort as the numbers do, as long as they are not negative. */
    Packer sortable(long value) {
        ensure(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(size, value);
        size += Long.BYTES;
        return this;
    }

    Packer real(double value) {
        return sortable(Double.doubleToLongBits(value));
    }

    /** To the microsecond, as all our records. */
    Packer time(Instant value) {
        return sortable(Math.addExact(Math.multiplyExact(value.getEpochSecond(), 1_000_000), value.getNano() / 1_000));
    }

    Packer text(String value) {
        return raw(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that is a digest in hexadecimal takes half its bytes. */
    Packer id(String value) {
        var digest = digest(value);
        octet(digest.isPresent() ? 1 : 0);
        return digest.isPresent() ? raw(digest.get()) : text(value);
    }

    /** One byte for the tenths that judges use. */
    Packer score(double value) {
        var tenths = Math.rint(value * 10);
        return tenths / 10 == value && tenths <= MOST_TENTHS
                ? octet((int) tenths)
                : octet(NO_TENTHS).real(value);
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private Packer raw(byte[] value) {
        number(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    private static Optional<byte[]> digest(String value) {
        if (value.length() % 2 != 0) {
            return Optional.empty();
        }
        for (var index = 0; index < value.length(); index++) {
            var character = value.charAt(index);
            if ((character < '0' || character > '9') && (character < 'a' || character > 'f')) {
                return Optional.empty();
            }
        }
        return Optional.of(HexFormat.of().parseHex(value));
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
