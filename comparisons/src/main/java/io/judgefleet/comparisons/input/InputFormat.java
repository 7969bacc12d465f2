package io.judgefleet.comparisons.input;

import java.util.Locale;

/** The file formats that are understood, and how an object betrays its own. */
public enum InputFormat {
    NATIVE(new NativeAdapter()),
    JUDGELM(new JudgeLmAdapter()),
    JUDGEBENCH(new JudgeBenchAdapter()),
    PANDALM(new PandaLmAdapter());

    private final Adapter adapter;

    InputFormat(Adapter adapter) {
        this.adapter = adapter;
    }

    Adapter adapter() {
        return adapter;
    }

    /** The format of an object by the fields that no other format has; ours where there are none. */
    static InputFormat of(Fields fields) {
        if (fields.has("cmp_key") || fields.has("response1")) {
            return PANDALM;
        }
        if (fields.has("question_body") || fields.has("answer1_body")) {
            return JUDGELM;
        }
        return fields.has("response_A") || fields.has("pair_id") ? JUDGEBENCH : NATIVE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
