package io.judgefleet.cli.deadletters;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a dead letter stands on its topic, written {@code 2:17}. */
record LetterPosition(int partition, long offset) {
    @Override
    public String toString() {
        return partition + ":" + offset;
    }

    /** Reads the parameter. */
    static final class Converter implements ITypeConverter<LetterPosition> {
        @Override
        public LetterPosition convert(String text) {
            if (!text.matches("[0-9]{1,9}:[0-9]{1,18}")) {
                throw new TypeConversionException("expected PARTITION:OFFSET such as 2:17, found \"" + text + "\"");
            }
            var parts = text.split(":");
            return new LetterPosition(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }
    }
}
