package io.judgefleet.comparisons.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The fields of a JSON object; what is missing or of the wrong type is refused with its path and what was found. */
public final class Fields {
    private final JsonNode object;
    private final String path;

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    public static Fields of(JsonNode node) {
        return of(node, "");
    }

    private static Fields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("expected a JSON object%s, found %s"
                    .formatted(path.isEmpty() ? "" : " in " + path, describe(node)));
        }
        return new Fields(node, path.isEmpty() ? "" : path + ".");
    }

    /** Whether a field is there and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Whether a field is there, whatever it holds. */
    public boolean contains(String name) {
        return object.has(name);
    }

    /** The names of all fields, as the object has them. */
    public List<String> names() {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A text, which may be empty. */
    public String text(String name) {
        return wellFormed(name, expect(name, "a text", JsonNode::isTextual).textValue());
    }

    /** A text with a visible character. */
    public String visibleText(String name) {
        var text = text(name);
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected a visible character in %s, found none".formatted(at(name)));
        }
        return text;
    }

    /** As {@link #text(String)}; an absent one has none. */
    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** The text of an answer in a file whose writer lost quotes: booleans become Python's words for them. */
    public String textOrBoolean(String name) {
        return isBoolean(name) ? (object.get(name).booleanValue() ? "True" : "False") : text(name);
    }

    public boolean isBoolean(String name) {
        return object.path(name).isBoolean();
    }

    /** A name that some write as a number: a text with something in it, or an integer. */
    public String id(String name) {
        var node = expect(name, "a text or an integer", found -> found.isTextual() || found.isIntegralNumber());
        var id = wellFormed(name, node.asText());
        if (id.isBlank()) {
            throw new IllegalArgumentException("expected an id in %s, found a blank text".formatted(at(name)));
        }
        return id;
    }

    /** A name that some leave blank. */
    public String idOr(String name, String otherwise) {
        boolean isBlank = contains(name)
                && (!has(name)
                        || object.path(name).isTextual()
                                && object.path(name).textValue().isBlank());
        return isBlank ? otherwise : id(name);
    }

    /** As {@link #id(String)}; an absent one has none. */
    public Optional<String> optionalId(String name) {
        return has(name) ? Optional.of(id(name)) : Optional.empty();
    }

    public int integer(String name) {
        return expect(name, "an integer", found -> found.isIntegralNumber() && found.canConvertToInt())
                .intValue();
    }

    /** The objects of an array; an absent array has none. */
    public List<Fields> optionalObjects(String name) {
        return has(name) ? objects(name) : List.of();
    }

    public List<Fields> objects(String name) {
        var array = expect(name, "an array", JsonNode::isArray);
        return IntStream.range(0, array.size())
                .mapToObj(i -> of(array.get(i), "%s[%d]".formatted(at(name), i)))
                .toList();
    }

    /** The object under a name. */
    public Fields object(String name) {
        return of(expect(name, "a JSON object", JsonNode::isObject), at(name));
    }

    /** Whether a field holds an object. */
    public boolean isObject(String name) {
        return object.path(name).isObject();
    }

    /** Whether a field holds nothing that could be numbers: it is absent, blank, or an array without one. */
    public boolean isWithoutNumbers(String name) {
        var node = object.path(name);
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).noneMatch(JsonNode::isNumber);
        }
        return !has(name) || node.isTextual() && node.textValue().isBlank();
    }

    /** The numbers of an array. */
    public List<Double> numbers(String name) {
        var numbers = new ArrayList<Double>();
        for (var element : expect(name, "an array of numbers", JsonNode::isArray)) {
            if (!element.isNumber()) {
                throw new IllegalArgumentException(
                        "expected numbers in %s, found %s".formatted(at(name), describe(element)));
            }
            numbers.add(element.doubleValue());
        }
        return numbers;
    }

    /** Refuses the value of a field. */
    public IllegalArgumentException unexpected(String name, String expected) {
        return new IllegalArgumentException(
                "expected %s in %s, found %s".formatted(expected, at(name), describe(object.path(name))));
    }

    private JsonNode expect(String name, String what, Predicate<JsonNode> rule) {
        var node = object.path(name);
        if (!rule.test(node)) {
            throw unexpected(name, what);
        }
        return node;
    }

    /** JSON can name half of a character, which no encoding can write. */
    private String wellFormed(String name, String text) {
        var lone = text.codePoints()
                .filter(point -> Character.getType(point) == Character.SURROGATE)
                .findFirst();
        if (lone.isPresent()) {
            throw new IllegalArgumentException("expected whole characters in %s, found the lone surrogate \\u%04x"
                    .formatted(at(name), lone.getAsInt()));
        }
        return text;
    }

    private String at(String name) {
        return path + name;
    }

    private static String describe(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "no such field";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "an array of " + node.size();
            case STRING -> "the text " + Quoted.of(node.textValue());
            case BOOLEAN -> "the boolean " + node.booleanValue();
            case NUMBER -> "the number " + Quoted.shortened(node.asText(), 30);
            case BINARY, POJO -> node.getNodeType().toString();
        };
    }
}
