package io.judgefleet.cli.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.RequestId;
import java.io.IOException;
import java.time.Instant;

/**
 * Records as JSON objects with the names of their components: constants as kebab-case words, ids as texts, times in ISO form,
 * absent components left out.
 */
public final class RecordJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(new Word())
                    .addSerializer(Instant.class, ToStringSerializer.instance))
            .addMixIn(ComparisonId.class, Id.class)
            .addMixIn(RequestId.class, Id.class)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    public static ObjectNode of(Record value) {
        return MAPPER.valueToTree(value);
    }

    /** An id is its text. */
    private interface Id {
        @JsonValue
        String value();
    }

    /** A constant is its word. */
    private static final class Word extends StdSerializer<Enum<?>> {
        Word() {
            super(Enum.class, false);
        }

        @Override
        public void serialize(Enum<?> constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(KebabCase.of(constant));
        }
    }

    private RecordJson() {}
}
