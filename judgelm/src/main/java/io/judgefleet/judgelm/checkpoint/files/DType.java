package io.judgefleet.judgelm.checkpoint.files;

import java.nio.ByteBuffer;

/** An element type in which weights may be stored. */
public enum DType {
    FP32(4, 6, "F32", "float32"),
    FP16(2, 5, "F16", "float16"),
    BF16(2, 15, "BF16", "bfloat16");

    private final int bytes;
    private final int torchType;
    private final String safetensorsName;
    private final String torchName;

    DType(int bytes, int torchType, String safetensorsName, String torchName) {
        this.bytes = bytes;
        this.torchType = torchType;
        this.safetensorsName = safetensorsName;
        this.torchName = torchName;
    }

    /** The size of one element. */
    public int bytes() {
        return bytes;
    }

    /** The element at a byte of a buffer in little-endian order. */
    public float number(ByteBuffer bytes, int at) {
        return switch (this) {
            case FP32 -> bytes.getFloat(at);
            case FP16 -> Float.float16ToFloat(bytes.getShort(at));
            case BF16 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
        };
    }

    /** The number of this type in PyTorch, as TorchScript programs write it. */
    public int torchType() {
        return torchType;
    }

    /** The name in a safetensors header. */
    public String safetensorsName() {
        return safetensorsName;
    }

    /** The name in a config.json. */
    public String torchName() {
        return torchName;
    }
}
