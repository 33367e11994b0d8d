package io.ledgeractors.client.exception;

/** The transport asked for cannot be had on this machine; the message says why and what to do. */
public final class TransportUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Only for this module. */
    public TransportUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
