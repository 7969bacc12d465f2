package io.judgefleet.judgelm.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript program without weights as the archive that {@code torch.jit.load} reads: a zip of stored entries with the
 * source and the files of functions that it calls, and a pickle that gives each attribute an empty value.
 */
public final class ProgramArchive {
    private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^  (\\w+) : ([\\w\\[\\]]+)$");
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private final String source;
    private final Map<String, String> functions;

    public ProgramArchive(String source) {
        this(source, Map.of());
    }

    private ProgramArchive(String source, Map<String, String> functions) {
        this.source = source;
        this.functions = functions;
    }

    /** The program of this package. */
    public static ProgramArchive llama() {
        return of(ProgramArchive.class, "llama.py", "attention.py", "products.py", "eight_bits.py");
    }

    /**
     * A program that lies beside a class.
     *
     * @param functions the files whose functions it calls: those of {@code attention.py} as {@code __torch__.attention.…}
     */
    public static ProgramArchive of(Class<?> neighbour, String name, String... functions) {
        var sources = new LinkedHashMap<String, String>();
        List.of(functions).forEach(file -> sources.put(file, read(neighbour, file)));
        return new ProgramArchive(read(neighbour, name), sources);
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            store(zip, "m/version", ascii("10\n"));
            store(zip, "m/constants.pkl", NO_CONSTANTS);
            store(zip, "m/data.pkl", emptyObject());
            store(zip, "m/code/__torch__.py", utf8(source));
            for (var file : functions.entrySet()) {
                store(zip, "m/code/__torch__/" + file.getKey(), utf8(file.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The attributes that the source declares, by name, with their types. */
    Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        var matcher = ATTRIBUTE.matcher(source);
        while (matcher.find()) {
            attributes.put(matcher.group(1), matcher.group(2));
        }
        return attributes;
    }

    private static String read(Class<?> neighbour, String name) {
        try (var stream = neighbour.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "expected the program %s on the class path, found none".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] emptyObject() throws IOException {
        var pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(ascii("c__torch__\nJudge\n"));
        pickle.write(ascii(")\u0081}("));
        for (var attribute : attributes().entrySet()) {
            pickle.write(text(attribute.getKey()));
            pickle.write(emptyValue(attribute.getValue()));
        }
        pickle.write(ascii("ub."));
        return pickle.toByteArray();
    }

    private static byte[] text(String text) {
        var bytes = ascii(text);
        var pickled = new byte[bytes.length + 5];
        pickled[0] = 'X';
        pickled[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, pickled, 5, bytes.length);
        return pickled;
    }

    private static byte[] emptyValue(String type) {
        return switch (type) {
            case "bool" -> ascii("\u0089");
            case "int" -> ascii("K\0");
            case "float" -> ascii("G\0\0\0\0\0\0\0\0");
            case "List[Tensor]" -> ascii("ctorch.jit._pickle\nbuild_tensorlist\n(]tR");
            default ->
                throw new IllegalArgumentException(
                        "expected an attribute of type bool, int, float or List[Tensor], found " + type);
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        var checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTime(315532800000L); // the same bytes from every build
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
