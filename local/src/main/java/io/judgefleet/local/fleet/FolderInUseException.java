package io.judgefleet.local.fleet;

/** Another process has the data folder. */
final class FolderInUseException extends RuntimeException {
    FolderInUseException(String message) {
        super(message);
    }
}
