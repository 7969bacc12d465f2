package io.judgefleet.judgelm.inference;

import ai.djl.Device;
import io.judgefleet.judgelm.checkpoint.files.DType;
import java.util.Optional;

/**
 * Where a program runs and in which form it keeps its weights.
 *
 * @param fused whether weights of the same input become one and lie as the device reads them fastest, which copies them
 * @param widening whether products are computed in single precision, because the processor is slow in narrower numbers
 * @param packed whether the attention of all sequences is one call
 */
record Placement(
        String device, DType dtype, Quantization quantization, boolean fused, boolean widening, boolean packed) {
    private static final int WIDEST_FLASH_HEAD = 256;

    /**
     * What is copied anyway is fused.
     *
     * @param mapped whether the weights could be computed with as they are stored
     * @throws IllegalArgumentException if the device cannot compute so
     */
    static Placement of(Computing computing, boolean mapped, Hardware hardware, int headDim) {
        boolean onCpu = computing.device().equals("cpu");
        var capability = hardware.capability();
        if (computing.quantization() == Quantization.FP8 && !capability.isAtLeast(ComputeCapability.ROWWISE_FP8)) {
            throw new IllegalArgumentException("expected a device of compute capability %s or newer for fp8, found %s"
                    .formatted(ComputeCapability.ROWWISE_FP8, capability));
        }
        return new Placement(
                computing.device(),
                computing.dtype(),
                computing.quantization(),
                !onCpu || !mapped || computing.quantization() != Quantization.NONE,
                onCpu && isSlow(computing, hardware.processor()),
                !onCpu && whyNotPacked(computing.dtype(), capability, headDim).isEmpty());
    }

    /** Why the flash kernel cannot compute the attention of all sequences in one call, where it cannot. */
    static Optional<String> whyNotPacked(DType dtype, ComputeCapability capability, int headDim) {
        if (dtype == DType.FP32) {
            return Optional.of("expected half precision for the flash kernel, found " + dtype.torchName());
        }
        if (!capability.isAtLeast(ComputeCapability.FLASH)) {
            return Optional.of("expected compute capability %s or newer for the flash kernel, found %s"
                    .formatted(ComputeCapability.FLASH, capability));
        }
        return headDim % 8 == 0 && headDim <= WIDEST_FLASH_HEAD
                ? Optional.empty()
                : Optional.of("expected heads of a multiple of 8 up to %d for the flash kernel, found %d"
                        .formatted(WIDEST_FLASH_HEAD, headDim));
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
        return isOnCpu() ? Device.cpu() : Device.gpu(number(device));
    }

    /** The number in {@code cuda:1}. */
    static int number(String device) {
        int colon = device.indexOf(':');
        return colon < 0 ? 0 : Integer.parseInt(device.substring(colon + 1));
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
