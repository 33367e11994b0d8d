package io.ledgeractors.client.exception;

/** Thrown when the transport of the settings is not available on this machine. The message says why and what to do. */
public final class TransportUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. Only this module calls it. */
    public TransportUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
