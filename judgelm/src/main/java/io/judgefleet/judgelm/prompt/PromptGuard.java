package io.judgefleet.judgelm.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looks for the template's markers in what users wrote, before it becomes part of a prompt. */
public record PromptGuard(MarkerPolicy policy) {
    /**
     * A task as it is to be judged, and what was found in it.
     *
     * @param findings such as {@code answer 2: answer-end}
     */
    public record Screening(JudgeTask task, List<String> findings) {
        public Screening {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Screens a task.
     *
     * @throws MarkedTextException if there are markers and the policy is to reject
     */
    public Screening screen(JudgeTask task) {
        var findings = findings(task);
        if (findings.isEmpty()) {
            return new Screening(task, findings);
        }
        return switch (policy) {
            case FLAG -> new Screening(task, findings);
            case NEUTRALISE -> new Screening(rewritten(task, Markers::neutralised), findings);
            case REJECT -> throw new MarkedTextException(findings);
        };
    }

    private static List<String> findings(JudgeTask task) {
        var findings = new ArrayList<String>();
        add("question", task.question(), findings);
        for (int i = 0; i < task.answers().size(); i++) {
            add("answer " + (i + 1), task.answers().get(i), findings);
        }
        task.reference().ifPresent(reference -> add("reference", reference, findings));
        return findings;
    }

    private static void add(String part, String text, List<String> findings) {
        Markers.in(text).stream()
                .map(marker -> part + ": " + marker.kind().id())
                .distinct()
                .forEach(findings::add);
    }

    private static JudgeTask rewritten(JudgeTask task, UnaryOperator<String> rewrite) {
        Optional<String> reference = task.reference().map(rewrite);
        return new JudgeTask(
                task.mode(),
                rewrite.apply(task.question()),
                task.answers().stream().map(rewrite).toList(),
                reference,
                task.orders());
    }
}
