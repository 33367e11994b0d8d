package io.ledgeractors.client.exception;

import io.ledgeractors.wire.Operation;
import java.util.Locale;

/**
 * Thrown when a call has more events than fit into a request, or asks for more results than fit into a reply. Nothing
 * was sent.
 */
public final class TooMuchDataException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    /** Creates the exception. Only this module calls it. */
    public TooMuchDataException(Operation operation, String what, long asked, int limit) {
        super(operation.name().toLowerCase(Locale.ROOT) + " takes at most " + limit + " " + what + " in one call, not "
                + asked);
        this.limit = limit;
    }

    /** Returns the greatest number of events, or the greatest limit of a query, that the server accepts. */
    public int limit() {
        return limit;
    }
}
