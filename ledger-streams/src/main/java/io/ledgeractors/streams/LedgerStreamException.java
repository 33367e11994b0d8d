package io.ledgeractors.streams;

/** The error with which a stage of this module fails. The subclass tells what to do next. */
public abstract sealed class LedgerStreamException extends RuntimeException
        permits ChainOpenException,
                ChainTooLongException,
                ImportOrderException,
                LedgerReadException,
                StreamOutcomeUnknownException,
                StreamRefusedException,
                ElementRejectedException {
    private static final long serialVersionUID = 1L;

    LedgerStreamException(String message) {
        super(message);
    }
}
