package io.ledgeractors.streams;

/** Why a stage of this module failed. What to do next depends on the kind; see its description. */
public abstract sealed class LedgerStreamException extends RuntimeException
        permits ChainOpenException,
                ChainTooLongException,
                ImportOrderException,
                LedgerReadException,
                OutcomeUnknownException,
                RefusedException,
                RejectedException {
    private static final long serialVersionUID = 1L;

    LedgerStreamException(String message) {
        super(message);
    }
}
