package io.ledgeractors.embedded;

import java.io.Serial;

/** A ledger could not be opened: its directory is in use, damaged, of another cluster or limit, or cannot be written. */
public final class LedgerOpenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    LedgerOpenException(String message, Throwable cause) {
        super(message, cause);
    }
}
