package io.judgefleet.judgelm.inference;

import ai.djl.Device;
import io.judgefleet.judgelm.Computing;
import io.judgefleet.judgelm.Quantization;
import io.judgefleet.judgelm.checkpoint.DType;

/**
 * Where a program runs and in which form it keeps its weights.
 *
 * @param fused whether weights of the same input become one and lie as the device reads them fastest, which copies them
 * @param packed whether the attention of all sequences is one call
 */
record Placement(String device, DType dtype, Quantization quantization, boolean fused, boolean packed) {
    /**
     * What is copied anyway is fused; the flash kernel computes in half precision only.
     *
     * @param mapped whether the weights could be computed with as they are stored
     */
    static Placement of(Computing computing, boolean mapped) {
        boolean onCpu = computing.device().equals("cpu");
        return new Placement(
                computing.device(),
                computing.dtype(),
                computing.quantization(),
                !onCpu || !mapped || computing.quantization() != Quantization.NONE,
                !onCpu && computing.dtype() != DType.FP32);
    }

    boolean isOnCpu() {
        return device.equals("cpu");
    }

    /** Whether mapped weights are brought into another order with each pass: see the program's linear. */
    boolean isReordering() {
        return isOnCpu() && dtype == DType.FP32 && !TorchRuntime.isFastInMkl();
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
