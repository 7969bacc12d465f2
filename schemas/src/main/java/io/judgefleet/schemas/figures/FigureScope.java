package io.judgefleet.schemas.figures;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Require;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.schemas.JudgeVersion;
import java.util.Locale;

/**
 * What figures were made of and how: figures of different scopes cannot be compared.
 *
 * @param window such as {@code 1h} or {@code all}
 */
public record FigureScope(JudgeVersion judge, JudgingMode mode, String window, Policy policy, Resolution resolution) {
    public FigureScope {
        Require.notBlank(window, "window");
    }

    /** The same of another window. */
    public FigureScope within(String other) {
        return new FigureScope(judge, mode, other, policy, resolution);
    }

    /** Judge and mode in one word. */
    String key() {
        return judge.fingerprint() + "|" + mode.name().toLowerCase(Locale.ROOT);
    }
}
