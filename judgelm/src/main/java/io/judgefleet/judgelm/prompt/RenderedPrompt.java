package io.judgefleet.judgelm.prompt;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A prompt as the judge reads it, in segments that remember where their text comes from. */
public record RenderedPrompt(List<Segment> segments) {
    public RenderedPrompt {
        segments = List.copyOf(segments);
    }

    /** The whole prompt. */
    public String text() {
        return segments.stream().map(Segment::text).collect(Collectors.joining());
    }

    /** The same prompt with each answer rewritten. */
    RenderedPrompt withAnswers(UnaryOperator<String> rewrite) {
        return new RenderedPrompt(segments.stream()
                .map(segment -> segment.source() == Segment.Source.ANSWER
                        ? new Segment(segment.source(), rewrite.apply(segment.text()))
                        : segment)
                .toList());
    }
}
