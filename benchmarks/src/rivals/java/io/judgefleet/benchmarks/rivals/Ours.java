package io.judgefleet.benchmarks.rivals;

import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.checkpoint.Checkpoint;
import io.judgefleet.judgelm.inference.LlamaModel;
import io.judgefleet.judgelm.inference.TokenSpan;
import java.util.List;

/** This project's engine. */
record Ours(String name, LlamaModel model) implements Rival {
    static Ours load(Checkpoint checkpoint, Computing computing) {
        return new Ours(
                "judgelm " + computing.id(), LlamaModel.load(checkpoint.config(), checkpoint.tensors(), computing));
    }

    @Override
    public int read(String text, int[] ids) {
        var span = TokenSpan.of(ids);
        model.next(List.of(span), new int[0]);
        model.release(List.of(span));
        return ids.length;
    }

    @Override
    public void close() {
        model.close();
    }
}
