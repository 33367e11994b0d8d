package io.ledgeractors.client.exception;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the client's session ended while a call was in flight, so that it is not known whether its events were
 * executed or still will be. <b>This is not a failure</b>, so it is not a {@link RequestException}.
 *
 * <p>To find out, send the same events with the same ids again by a new client. {@code Created} and {@code Exists} both
 * mean that the object is in the ledger. {@code IdAlreadyFailed} means that it is not and never will be. Do not look
 * the ids up instead, because an event that is not there yet may still be executed. Do not use other ids.
 */
public final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final transient List<UInt128> ids;

    /** Creates the exception. Only this module calls it. */
    public OutcomeUnknownException(Operation operation, List<UInt128> ids, String why, @Nullable Throwable cause) {
        super(
                "it is not known whether " + operation.name().toLowerCase(Locale.ROOT) + " of " + ids.size()
                        + " events was executed, or still will be (" + why
                        + "); send the same events with the same ids again to find out",
                cause);
        this.operation = operation;
        this.ids = ids;
    }

    /** Returns the operation: create accounts or create transfers. */
    public Operation operation() {
        return operation;
    }

    /** Returns the ids of the call's events in their order; unmodifiable. */
    public List<UInt128> ids() {
        return ids;
    }
}
