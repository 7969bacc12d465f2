package io.judgefleet.aggregator.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Writes values of a state store one after another, small numbers in few bytes. */
final class Packer {
    private byte[] bytes = new byte[256];
    private int size;

    Packer octet(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** Seven bits in each byte; negative numbers take ten bytes. */
    Packer number(long value) {
        ensure(10);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    Packer numbers(long... values) {
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
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
