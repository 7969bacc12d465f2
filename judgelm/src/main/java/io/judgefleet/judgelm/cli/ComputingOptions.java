package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.Quantization;
import picocli.CommandLine.Option;

/** In which numbers a command computes, and where. */
final class ComputingOptions {
    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "fp32",
            description = "The type in which to compute: fp32, bf16, or on CUDA fp16.")
    private DType dtype = DType.FP32;

    @Option(
            names = "--quantization",
            paramLabel = "HOW",
            defaultValue = "none",
            description = "Whether large matrices are stored in eight bits: none, int8 (CPU) or fp8 (CUDA).")
    private Quantization quantization = Quantization.NONE;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where to compute: cpu, cuda or cuda:N.")
    private String device = "cpu";

    @Option(
            names = "--reproducible",
            description = "Read each prompt alone, so that others do not change its last bits.")
    private boolean reproducible;

    Computing computing() {
        return new Computing(dtype, quantization, device, reproducible);
    }
}
