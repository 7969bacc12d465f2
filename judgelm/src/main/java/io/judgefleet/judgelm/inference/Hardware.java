package io.judgefleet.judgelm.inference;

/** What this machine computes with; of the two only that counts on which a model is to run. */
record Hardware(Processor processor, ComputeCapability capability) {
    /** What there is for a way of computing. */
    static Hardware of(Computing computing) {
        return new Hardware(
                Processor.here(),
                computing.device().equals("cpu")
                        ? ComputeCapability.UNKNOWN
                        : ComputeCapability.of(Placement.number(computing.device())));
    }
}
