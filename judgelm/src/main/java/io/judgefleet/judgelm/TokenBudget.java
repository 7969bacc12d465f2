package io.judgefleet.judgelm;

import java.util.ArrayList;
import java.util.List;

/** How many prompt tokens are read side by side; a task that is larger by itself is read alone. */
record TokenBudget(int tokens) {
    static TokenBudget of(int tokens) {
        return new TokenBudget(tokens);
    }

    /** The tasks in their order, cut into steps that keep the budget; the prompts of a task stay together. */
    List<List<PreparedTask>> steps(List<PreparedTask> tasks) {
        var steps = new ArrayList<List<PreparedTask>>();
        var step = new ArrayList<PreparedTask>();
        int used = 0;
        for (var task : tasks) {
            if (!step.isEmpty() && used + task.tokens() > tokens) {
                steps.add(List.copyOf(step));
                step.clear();
                used = 0;
            }
            step.add(task);
            used += task.tokens();
        }
        if (!step.isEmpty()) {
            steps.add(List.copyOf(step));
        }
        return steps;
    }
}
