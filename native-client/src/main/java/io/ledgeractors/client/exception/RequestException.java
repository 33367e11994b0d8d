package io.ledgeractors.client.exception;

import io.ledgeractors.client.LedgerClient;
/**
 * A call of a {@link LedgerClient} was refused: it changed nothing in the ledger, and never will. Every exception
 * of this kind means that, so that what is caught here may be tried again, or given up, without a doubt.
 *
 * <p>Where there is a doubt the exception is an {@link OutcomeUnknownException}, which is none of these.
 */
public abstract class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestException(String message) {
        super(message);
    }
}
