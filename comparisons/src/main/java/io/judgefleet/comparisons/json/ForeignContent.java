package io.judgefleet.comparisons.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that are no JSON lines at all, known by their first bytes, so that the file is refused once and not line by line. */
enum ForeignContent {
    UTF_32(
            "(?s)(\u00ff\u00fe\0\0|\0\0\u00fe\u00ff).*",
            "expected UTF-8, found UTF-32; iconv -f UTF-32 -t UTF-8 converts it"),
    UTF_16(
            "(?s)(\u00ff\u00fe|\u00fe\u00ff|[\\[{]\0|\0[\\[{]).*",
            "expected UTF-8, found UTF-16; iconv -f UTF-16 -t UTF-8 converts it"),
    LFS_POINTER(
            "(?s)version https://git-lfs\\.github\\.com/.*",
            "expected JSON, found a Git LFS pointer in place of the data; git lfs pull fetches them"),
    GZIP("(?s)\u001f\u008b.*", "expected JSON, found gzip data inside gzip data"),
    ZIP("(?s)PK\u0003\u0004.*", "expected JSON, gzip or not, found a zip archive"),
    ZSTANDARD("(?s)\\(\u00b5/\u00fd.*", "expected JSON, gzip or not, found Zstandard data"),
    BZIP2("(?s)BZh[1-9].*", "expected JSON, gzip or not, found bzip2 data"),
    XZ("(?s)\u00fd7zXZ.*", "expected JSON, gzip or not, found xz data"),
    PARQUET("(?s)PAR1.*", "expected JSON, found a Parquet file"),
    MARKUP("(?s)\\s*<.*", "expected JSON, found an HTML or XML page"),
    PRETTY_JSON(
            "(?s)\\s*\\{(?:[ \t]*\r?\n|[^\n]*[,:{\\[][ \t]*\r?\n\\s*[\"}\\]]).*",
            "expected an object per line or one array of objects, found an object over several lines; jq -c . writes it on one");

    /** So many bytes are looked at. */
    static final int BYTES = 4096;

    private final Pattern start;
    private final String reason;

    ForeignContent(String start, String reason) {
        this.start = Pattern.compile(start);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** What content begins with these bytes, if it is foreign. */
    static Optional<ForeignContent> of(byte[] start) {
        var text = new String(start, StandardCharsets.ISO_8859_1);
        return List.of(values()).stream()
                .filter(content -> content.start.matcher(text).matches())
                .findFirst();
    }
}
