package io.judgefleet.judgelm;

import io.judgefleet.judgelm.inference.ModelUnavailableException;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgelm.prompt.PromptTooLongException;
import io.judgefleet.judgement.Pass;
import java.util.List;

/**
 * A model with its prompt template.
 *
 * <p>{@link #prepare} may be called from any thread; {@link #judge} from one thread at a time.
 */
public interface Judge extends AutoCloseable {
    JudgeDescription describe();

    /**
     * Renders and tokenizes a task in each presentation order of its mode.
     *
     * @throws PromptTooLongException if the prompt exceeds the judge's window and the policy is to reject
     * @throws io.judgefleet.judgelm.prompt.MarkedTextException if a text holds the template's markers and the policy is to reject
     * @throws IllegalArgumentException if the task has not the answers and the reference that its mode demands
     */
    PreparedTask prepare(JudgeTask task);

    /**
     * Judges a batch: for each task, in the order given, its passes (both presentation orders for a pair).
     *
     * @throws ModelUnavailableException on a fault that a later try may not meet
     */
    List<List<Pass>> judge(List<PreparedTask> batch);

    /**
     * As {@link #judge(List)}, but gives up a task as soon as it is recalled; its passes then have the outcome that the recall
     * says, whatever the judge has written until then. A judge that cannot give up goes on.
     */
    default List<List<Pass>> judge(List<PreparedTask> batch, Cancellation cancellation) {
        return judge(batch);
    }

    @Override
    void close();
}
