package io.judgefleet.judgelm.inference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A libtorch in a folder of the user's, and which version it is by its own account; it is read and not loaded. */
record TorchLibrary(Path folder) {
    private static final String NAME = System.mapLibraryName("torch");
    private static final String CORE = System.mapLibraryName("torch_cpu");
    private static final int STRETCH = 1 << 20;

    /** Where distributions write the version, from the folder around that of the libraries. */
    private static final List<Statement> STATEMENTS = List.of(
            new Statement("build-version", Pattern.compile("(\\S+)")),
            new Statement("version.py", Pattern.compile("(?m)^__version__\\b.*?=\\s*['\"]([^'\"]+)['\"]")),
            new Statement(
                    "include/torch/csrc/api/include/torch/version.h",
                    Pattern.compile("#define\\s+TORCH_VERSION\\s+\"([^\"]+)\"")));

    /** A file that states the version, and how. */
    private record Statement(String file, Pattern version) {}

    /** The library that DJL takes from a path of folders: the first. */
    static Optional<TorchLibrary> in(String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .filter(folder -> Files.exists(folder.resolve(NAME)))
                .map(TorchLibrary::new)
                .findFirst();
    }

    /** The version that a file beside it states; else the expected one if the library holds its name, as each holds that of its own. */
    String version(String expected) {
        var around = folder.toAbsolutePath().normalize().resolveSibling(".").normalize();
        return STATEMENTS.stream()
                .flatMap(statement -> stated(around, statement).stream())
                .findFirst()
                .orElseGet(() -> holds(expected) ? expected : "another in " + folder);
    }

    private static Optional<String> stated(Path around, Statement statement) {
        var file = around.resolve(statement.file());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var matcher = statement.version().matcher(Files.readString(file, ISO_8859_1));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the core library has the version as a text of its own, in stretches that overlap by its length. */
    private boolean holds(String version) {
        var wanted = "\0" + version + "\0";
        try (var core = Files.newInputStream(folder.resolve(CORE))) {
            var end = "";
            for (var bytes = core.readNBytes(STRETCH); bytes.length > 0; bytes = core.readNBytes(STRETCH)) {
                var text = end + new String(bytes, ISO_8859_1);
                if (text.contains(wanted)) {
                    return true;
                }
                end = text.substring(Math.max(0, text.length() - wanted.length()));
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
