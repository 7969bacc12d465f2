package io.judgefleet.judgelm.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The fields of one protocol-buffer message, one after the other; enough for a {@code tokenizer.model}. */
final class ProtobufReader {
    /** A message that is not in the protocol-buffer format. */
    static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }
    }

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int LONGEST_VARINT = 64;

    private final ByteBuffer bytes;
    private int wire;

    ProtobufReader(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean hasNext() {
        return bytes.hasRemaining();
    }

    /** The number of the next field, whose value one of the other methods then takes or skips. */
    int field() throws MalformedException {
        var tag = varint();
        wire = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE) {
            throw new MalformedException("expected a field number, found " + (tag >>> 3));
        }
        return (int) (tag >>> 3);
    }

    long number() throws MalformedException {
        require(VARINT);
        return varint();
    }

    boolean flag() throws MalformedException {
        return number() != 0;
    }

    float fraction() throws MalformedException {
        require(FIXED32);
        return take(Float.BYTES).getFloat();
    }

    String text() throws MalformedException {
        return UTF_8.decode(message()).toString();
    }

    ByteBuffer message() throws MalformedException {
        require(BYTES);
        return take(varint());
    }

    void skip() throws MalformedException {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case BYTES -> take(varint());
            case FIXED32 -> take(Integer.BYTES);
            default -> throw new MalformedException("expected wire type 0, 1, 2 or 5, found " + wire);
        }
    }

    private void require(int expected) throws MalformedException {
        if (wire != expected) {
            throw new MalformedException("expected wire type %d, found %d".formatted(expected, wire));
        }
    }

    private ByteBuffer take(long length) throws MalformedException {
        if (length < 0 || length > bytes.remaining()) {
            throw new MalformedException("expected %d bytes, found %d".formatted(length, bytes.remaining()));
        }
        var taken = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        return taken;
    }

    private long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
            var digit = take(1).get();
            value |= (long) (digit & 0x7f) << shift;
            if (digit >= 0) {
                return value;
            }
        }
        throw new MalformedException("expected a number of at most 10 bytes");
    }
}
