package io.judgefleet.judgelm.inference;

import ai.djl.Device;
import io.judgefleet.judgelm.Computing;
import io.judgefleet.judgelm.Quantization;
import io.judgefleet.judgelm.checkpoint.DType;

/**
 * Where a program runs and in which form it keeps its weights.
 *
 * @param fused whether weights of the same input become one and lie as the device reads them fastest, which copies them
 * @param widening whether products are computed in single precision, because the processor is slow in narrower numbers
 * @param packed whether the attention of all sequences is one call
 */
record Placement(
        String device, DType dtype, Quantization quantization, boolean fused, boolean widening, boolean packed) {
    /**
     * What is copied anyway is fused; the flash kernel computes in half precision only.
     *
     * @param mapped whether the weights could be computed with as they are stored
     */
    static Placement of(Computing computing, boolean mapped, Processor processor) {
        boolean onCpu = computing.device().equals("cpu");
        return new Placement(
                computing.device(),
                computing.dtype(),
                computing.quantization(),
                !onCpu || !mapped || computing.quantization() != Quantization.NONE,
                onCpu && isSlow(computing, processor),
                !onCpu && computing.dtype() != DType.FP32);
    }

    private static boolean isSlow(Computing computing, Processor processor) {
        return computing.quantization() == Quantization.INT8
                ? !processor.multipliesInt8()
                : computing.dtype() == DType.BF16 && !processor.multipliesBf16();
    }

    boolean isOnCpu() {
        return device.equals("cpu");
    }

    /** Whether mapped weights are brought into another order with each pass: see the program's products. */
    boolean isReordering() {
        return isOnCpu()
                && (dtype == DType.FP32 || widening)
                && !Processor.here().isFastInMkl();
    }

    Device djlDevice() {
        int colon = device.indexOf(':');
        return isOnCpu() ? Device.cpu() : Device.gpu(colon < 0 ? 0 : Integer.parseInt(device.substring(colon + 1)));
    }

    /** The number by which the program knows the quantization. */
    long quantizationNumber() {
        return switch (quantization) {
            case NONE -> 0;
            case INT8 -> 1;
            case FP8 -> 2;
        };
    }
}
