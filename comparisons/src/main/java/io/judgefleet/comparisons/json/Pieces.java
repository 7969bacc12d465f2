package io.judgefleet.comparisons.json;

import java.io.IOException;
import java.util.Optional;

/** An input taken apart, piece by piece, with bounded memory whatever the input. */
interface Pieces {
    /** The next piece; empty at the end of the input, and from then on. */
    Optional<Piece> next() throws IOException;
}
