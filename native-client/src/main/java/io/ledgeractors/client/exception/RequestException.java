package io.ledgeractors.client.exception;

import io.ledgeractors.client.LedgerClient;

/**
 * Thrown when a call of a {@link LedgerClient} was refused. The call changed nothing in the ledger and never will. This
 * holds for every subclass, so a caller may safely repeat the call or drop it.
 *
 * <p>If the outcome is not known, the exception is an {@link OutcomeUnknownException}, which is not a subclass.
 */
public abstract class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestException(String message) {
        super(message);
    }
}
