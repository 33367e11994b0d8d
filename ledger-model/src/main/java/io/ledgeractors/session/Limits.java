package io.ledgeractors.session;

import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;

/**
 * The limits of one request of a session. Immutable. Source: protocol fact sheet, section 5.
 *
 * @param batchSizeLimit greatest body of a request in bytes, from the reply to the register: 1,048,320 by
 *     default, 32,512 with a development server
 */
public record Limits(int batchSizeLimit) {
    /** The limits of a server in its default configuration. */
    public static final Limits DEFAULT = new Limits(Header.BODY_MAX);

    /** The limits of a server that was started for development. */
    public static final Limits DEVELOPMENT = new Limits(32_512);

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is below 512, so that one event and its trailer do not fit, or above the
     *     largest body of a frame
     */
    public Limits {
        if (batchSizeLimit < 512 || batchSizeLimit > Header.BODY_MAX) {
            throw new IllegalArgumentException(
                    "batch_size_limit must be between 512 and " + Header.BODY_MAX + ", but is " + batchSizeLimit);
        }
    }

    /** Returns the greatest number of events of one request in one batch: 8,189 for most operations by default. */
    public int eventsMax(Operation operation) {
        return switch (operation.kind()) {
            case REGISTER, QUERY -> 1;
            case CREATE, LOOKUP -> eventsMaxOneResultEach(operation);
        };
    }

    /** Returns the greatest number of results of one batch: for queries the greatest limit that can be met. */
    public int resultsMax(Operation operation) {
        return (Header.BODY_MAX - trailer(operation, 1, operation.resultSize())) / operation.resultSize();
    }

    /**
     * Returns true if a request of this form and its largest reply fit.
     *
     * @param events number of events of all batches
     * @param batches number of batches
     * @param results greatest number of results of all batches; for queries the sum of min(limit, {@link #resultsMax})
     */
    public boolean fits(Operation operation, int events, int batches, long results) {
        long request = (long) events * operation.eventSize() + trailer(operation, batches, operation.eventSize());
        long reply = results * operation.resultSize() + trailer(operation, batches, operation.resultSize());
        return batches <= MultiBatch.BATCHES_MAX && request <= batchSizeLimit && reply <= Header.BODY_MAX;
    }

    private int eventsMaxOneResultEach(Operation operation) {
        int byRequest = (batchSizeLimit - trailer(operation, 1, operation.eventSize())) / operation.eventSize();
        return Math.min(byRequest, resultsMax(operation));
    }

    private static int trailer(Operation operation, int batches, int elementSize) {
        return operation.isMultiBatch() ? MultiBatch.trailerSize(batches, elementSize) : 0;
    }
}
