package io.judgefleet.judgelm.decoding;

/** What a model wrote, without the newline or the end-of-sequence token that ended it. */
public record Completion(String text, int tokens) {}
