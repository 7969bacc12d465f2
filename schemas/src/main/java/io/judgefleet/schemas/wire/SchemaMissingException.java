package io.judgefleet.schemas.wire;

/** The registry does not know the schema that is to be written: it was not deployed. */
public final class SchemaMissingException extends RuntimeException {
    public SchemaMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
