package io.judgefleet.judgelm.inference;

import io.judgefleet.judgelm.checkpoint.files.DType;

/**
 * In which numbers a judge computes, and where.
 *
 * @param dtype the type in which it computes; weights stored in it are mapped and not copied
 * @param quantization whether the large matrices are stored in fewer bits
 * @param device {@code cpu}, {@code cuda}, or a certain one as {@code cuda:1}
 * @param reproducible whether each prompt is read alone, so that its logits do not depend on others to the last bit
 */
public record Computing(DType dtype, Quantization quantization, String device, boolean reproducible) {
    /** In single precision on the CPU. */
    public static final Computing DEFAULT = new Computing(DType.FP32, Quantization.NONE, "cpu", false);

    public Computing {
        if (!device.matches("cpu|cuda(:[0-9]{1,2})?")) {
            throw new IllegalArgumentException("expected device cpu, cuda or cuda:N, found \"%s\"".formatted(device));
        }
        boolean fits = switch (quantization) {
            case NONE -> true;
            case INT8 -> device.equals("cpu");
            case FP8 -> !device.equals("cpu") && dtype == DType.BF16;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "expected int8 on the CPU or fp8 over bf16 on CUDA, found %s over %s on %s"
                            .formatted(quantization.id(), dtype.torchName(), device));
        }
        if (device.equals("cpu") && dtype == DType.FP16) {
            throw new IllegalArgumentException("expected the compute type fp32 or bf16 on the CPU, found fp16");
        }
    }

    public Computing withDtype(DType other) {
        return new Computing(other, quantization, device, reproducible);
    }

    public Computing withQuantization(Quantization other) {
        return new Computing(dtype, other, device, reproducible);
    }

    public Computing withReproducible(boolean other) {
        return new Computing(dtype, quantization, device, other);
    }

    /** The name in provenance, such as {@code bfloat16} or {@code bfloat16-int8}. */
    public String id() {
        return quantization == Quantization.NONE ? dtype.torchName() : dtype.torchName() + "-" + quantization.id();
    }
}
