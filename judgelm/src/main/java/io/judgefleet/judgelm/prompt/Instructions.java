package io.judgefleet.judgelm.prompt;

import io.judgefleet.judgement.JudgingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a prompt asks for behind its last answer.
 *
 * @param opening the request, up to the sentence on the form of the scores
 * @param appendix where the judge's own text begins; a prefix of that text may follow it
 */
record Instructions(String opening, String appendix) {
    private static final String GENERAL = """
            We would like to request your feedback on the performance of two AI assistants in response to the user \
            question displayed above.
            Please rate the helpfulness, relevance, accuracy, level of details of their responses. Each assistant \
            receives an overall score on a scale of 1 to 10, where a higher score indicates better overall performance.
            """;
    private static final String MM_VET = """
            We would like to request your feedback on the performance of two AI assistants' answers in comparing with \
            the reference answer and determine if they match meaningfully. Please rate the helpfulness, relevance, \
            accuracy, level of details of the Assistants' answers. To accomplish the task, you must : 1. Focus on the \
            meaningful match between the reference answer and the Assistants' answers.
             2. Consider synonyms or paraphrases as valid matches.
             3. Evaluate the correctness of the Assistants' answers compared to the reference answer.
             4. If there are multiple reference answers, the Assistants' answer is considered correct as long as it is \
            close to any of the answers.
            """;
    private static final String FORM = """
            Please first output a single line containing only two values indicating the scores for Assistant 1 and 2, \
            respectively. The two scores are separated by a space. In the subsequent line, please provide a \
            comprehensive explanation of your evaluation, avoiding any potential bias and ensuring that the order in \
            which the responses were presented does not affect your judgment.""";
    private static final String RESPONSE = "### Response:";
    private static final List<String> NUMBERS = List.of(
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");

    static Instructions of(JudgingMode mode) {
        return switch (mode) {
            case PAIR, CHAT, MULTI -> new Instructions(GENERAL, RESPONSE);
            case SINGLE -> new Instructions(GENERAL, RESPONSE + "10");
            case MULTIMODAL -> new Instructions(MM_VET, RESPONSE + "10");
        };
    }

    /** The request for a number of answers from 2 to 19. */
    String text(int answers) {
        var earlier = IntStream.range(1, answers).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return (opening + FORM)
                .replace("two", NUMBERS.get(answers - 2))
                .replace("for Assistant 1 and 2", "for Assistant " + earlier + " and " + answers);
    }
}
