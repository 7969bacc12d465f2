package io.judgefleet.judgelm.prompt;

/** A prompt that does not fit into the judge's window under the policy in force. */
public final class PromptTooLongException extends RuntimeException {
    public PromptTooLongException(String message) {
        super(message);
    }
}
