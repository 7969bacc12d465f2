package io.judgefleet.judgelm.inference;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.util.Comparator;

/** The generation of a CUDA device, by NVIDIA's own numbers: 8.0 is Ampere, 9.0 Hopper. */
record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
    /** Of a device that cannot be asked; it is taken to do what the newest ones do. */
    static final ComputeCapability UNKNOWN = new ComputeCapability(Integer.MAX_VALUE, 0);

    /** The first for which libtorch has the flash kernel. */
    static final ComputeCapability FLASH = new ComputeCapability(8, 0);

    /** The first that multiplies eight-bit floats with a scale for each row. */
    static final ComputeCapability ROWWISE_FP8 = new ComputeCapability(9, 0);

    private static final String DRIVER = "libcuda.so.1";
    private static final int MAJOR = 75;
    private static final int MINOR = 76;

    /** What the driver says of a device, by its number among those that are visible. */
    static ComputeCapability of(int device) {
        try {
            var driver = NativeLibrary.getInstance(DRIVER);
            var handle = new IntByReference();
            require(driver, "cuInit", 0);
            require(driver, "cuDeviceGet", handle, device);
            return new ComputeCapability(
                    attribute(driver, handle.getValue(), MAJOR), attribute(driver, handle.getValue(), MINOR));
        } catch (UnsatisfiedLinkError | IllegalStateException e) {
            return UNKNOWN; // without a device, loading the model says so in libtorch's words
        }
    }

    boolean isAtLeast(ComputeCapability other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ComputeCapability other) {
        return Comparator.comparingInt(ComputeCapability::major)
                .thenComparingInt(ComputeCapability::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }

    private static int attribute(NativeLibrary driver, int handle, int number) {
        var value = new IntByReference();
        require(driver, "cuDeviceGetAttribute", value, number, handle);
        return value.getValue();
    }

    private static void require(NativeLibrary driver, String function, Object... arguments) {
        int status = driver.getFunction(function).invokeInt(arguments);
        if (status != 0) {
            throw new IllegalStateException("expected status 0 of %s, found %d".formatted(function, status));
        }
    }
}
