package io.judgefleet.judgelm.prompt;

import static io.judgefleet.judgelm.prompt.Segment.Source.ANSWER;
import static io.judgefleet.judgelm.prompt.Segment.Source.QUESTION;
import static io.judgefleet.judgelm.prompt.Segment.Source.REFERENCE;
import static io.judgefleet.judgelm.prompt.Segment.Source.TEMPLATE;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One of JudgeLM's prompts: the weights were trained on these very bytes.
 *
 * <p>The template of a task follows from its mode and from whether it has a reference:
 *
 * <ul>
 *   <li>{@code PAIR} and {@code CHAT}: two answers; a conversation stands where the question does.
 *   <li>{@code MULTI}: three to nineteen answers.
 *   <li>{@code SINGLE}: the answer to grade stands second, behind an anchor that is declared to have 10. One answer and a
 *       reference: the reference is the anchor. Two answers: the first is the anchor, and a reference is shown besides.
 *   <li>{@code MULTIMODAL}: as {@code SINGLE}, with MM-Vet's wording; the reference is always shown, and where no anchor
 *       is given, it is the reference's first alternative.
 * </ul>
 */
public final class PromptTemplate {
    private static final String SYSTEM =
            "You are a helpful and precise assistant for checking the quality of the answer.\n";

    private final String id;
    private final Instructions instructions;
    private final boolean withReference;

    private PromptTemplate(String id, Instructions instructions, boolean withReference) {
        this.id = id;
        this.instructions = instructions;
        this.withReference = withReference;
    }

    /** The template for a task. */
    public static PromptTemplate of(JudgeTask task) {
        var mode = task.mode();
        var withReference = showsReference(task);
        var id = "judgelm-" + mode.name().toLowerCase(Locale.ROOT) + (withReference ? "-reference" : "");
        return new PromptTemplate(id, Instructions.of(mode), withReference);
    }

    /** A name for the provenance of a verdict, as {@code judgelm-pair-reference}. */
    public String id() {
        return id;
    }

    /** The prompt for a task; swapped, the answers stand in reverse. */
    public RenderedPrompt render(JudgeTask task, PresentationOrder order) {
        var answers = slots(task);
        if (order == PresentationOrder.SWAPPED) {
            Collections.reverse(answers);
        }
        var segments = new ArrayList<Segment>();
        segments.add(new Segment(TEMPLATE, SYSTEM + "[Question]\n"));
        segments.add(new Segment(QUESTION, task.question()));
        if (withReference) {
            segments.add(new Segment(TEMPLATE, "\n\n[Reference Answer]\n"));
            segments.add(new Segment(REFERENCE, task.reference().orElseThrow()));
        }
        var before = "\n\n";
        for (int slot = 1; slot <= answers.size(); slot++) {
            segments.add(new Segment(TEMPLATE, before + "[The Start of Assistant " + slot + "'s Answer]\n"));
            segments.add(new Segment(ANSWER, answers.get(slot - 1)));
            before = "\n\n[The End of Assistant " + slot + "'s Answer]\n\n";
        }
        segments.add(new Segment(
                TEMPLATE,
                before + "[System]\n" + instructions.text(answers.size()) + "\n\n" + instructions.appendix()));
        return new RenderedPrompt(segments);
    }

    private static boolean showsReference(JudgeTask task) {
        return switch (task.mode()) {
            case PAIR, CHAT, MULTI -> task.reference().isPresent();
            case SINGLE -> task.reference().isPresent() && task.answers().size() == 2;
            case MULTIMODAL -> true;
        };
    }

    /** The texts for the template's answer slots, in the original order. */
    private static List<String> slots(JudgeTask task) {
        task.mode().require(task.answers().size(), task.reference().isPresent());
        var answers = new ArrayList<>(task.answers());
        if (answers.size() == 1) {
            var reference = task.reference().orElseThrow();
            answers.addFirst(
                    task.mode() == JudgingMode.MULTIMODAL
                            ? GroundTruth.of(reference).anchor()
                            : reference);
        }
        return answers;
    }
}
