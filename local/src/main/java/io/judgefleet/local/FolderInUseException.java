package io.judgefleet.local;

/** Another process has the data folder. */
final class FolderInUseException extends RuntimeException {
    FolderInUseException(String message) {
        super(message);
    }
}
