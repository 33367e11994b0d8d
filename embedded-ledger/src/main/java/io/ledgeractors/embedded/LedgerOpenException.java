package io.ledgeractors.embedded;

import java.io.Serial;

/**
 * Thrown if a ledger cannot be opened: its directory is in use, damaged, of another cluster or batch size limit, or
 * cannot be written. The message names the file and says what to do.
 */
public final class LedgerOpenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    LedgerOpenException(String message, Throwable cause) {
        super(message, cause);
    }
}
