package io.judgefleet.benchmarks.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An element type of llama.cpp's files. */
public enum GgufType {
    F32(0, 1, 4),
    BF16(30, 1, 2),
    /** Blocks of 32 eight-bit numbers with a scale. */
    Q8_0(8, 32, 34);

    private static final int MOST = 127;

    private final int number;
    private final int block;
    private final int blockBytes;

    GgufType(int number, int block, int blockBytes) {
        this.number = number;
        this.block = block;
        this.blockBytes = blockBytes;
    }

    int number() {
        return number;
    }

    long bytes(long elements) {
        return elements / block * blockBytes;
    }

    byte[] encode(float[] row) {
        var out = ByteBuffer.allocate((int) bytes(row.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < row.length; at += block) {
            switch (this) {
                case F32 -> out.putFloat(row[at]);
                case BF16 -> out.putShort((short) (Float.floatToRawIntBits(row[at]) >>> 16));
                case Q8_0 -> quantized(row, at, out);
            }
        }
        return out.array();
    }

    private void quantized(float[] row, int at, ByteBuffer out) {
        float largest = 0;
        for (int i = at; i < at + block; i++) {
            largest = Math.max(largest, Math.abs(row[i]));
        }
        float scale = largest / MOST;
        out.putShort(Float.floatToFloat16(scale));
        for (int i = at; i < at + block; i++) {
            out.put((byte) Math.round(scale == 0 ? 0 : row[i] / scale));
        }
    }
}
