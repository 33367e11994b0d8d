package io.ledgeractors.session;

import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;

/**
 * The limits of one request of a session. Immutable. Source: protocol fact sheet, section 5.
 *
 * @param batchSizeLimit greatest body of a request in bytes, from the reply to the register: 1,048,320 by
 *     default, 32,512 with a development server
 * @param replySizeLimit greatest body of a reply in bytes: 1,048,320, less if replies travel through something smaller
 */
public record Limits(int batchSizeLimit, int replySizeLimit) {
    /** The least of each limit in bytes. */
    public static final int SIZE_MIN = 512;

    /** The limits of a server in its default configuration. */
    public static final Limits DEFAULT = new Limits(Header.BODY_MAX);

    /** The limits of a server that was started for development. */
    public static final Limits DEVELOPMENT = new Limits(32_512);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is below 512, so that one event or result and its trailer do not fit, or
     *     above the largest body of a frame
     */
    public Limits {
        require("batch_size_limit", batchSizeLimit);
        require("the size limit of replies", replySizeLimit);
    }

    /**
     * Creates the limits of a session whose replies may be as large as a frame.
     *
     * @throws IllegalArgumentException if the limit is below 512 or above the largest body of a frame
     */
    public Limits(int batchSizeLimit) {
        this(batchSizeLimit, Header.BODY_MAX);
    }

    private static void require(String name, int size) {
        if (size < SIZE_MIN || size > Header.BODY_MAX) {
            throw new IllegalArgumentException(
                    name + " must be between " + SIZE_MIN + " and " + Header.BODY_MAX + ", but is " + size);
        }
    }

    /** Returns the smaller ones of these limits and others. */
    public Limits narrowed(Limits other) {
        return new Limits(
                Math.min(batchSizeLimit, other.batchSizeLimit), Math.min(replySizeLimit, other.replySizeLimit));
    }

    /** Returns true if one of these limits is smaller than that of {@code other}. */
    public boolean isNarrowerThan(Limits other) {
        return batchSizeLimit < other.batchSizeLimit || replySizeLimit < other.replySizeLimit;
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
        return (replySizeLimit - trailer(operation, 1, operation.resultSize())) / operation.resultSize();
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
        return batches <= MultiBatch.BATCHES_MAX && request <= batchSizeLimit && reply <= replySizeLimit;
    }

    private int eventsMaxOneResultEach(Operation operation) {
        int byRequest = (batchSizeLimit - trailer(operation, 1, operation.eventSize())) / operation.eventSize();
        return Math.min(byRequest, resultsMax(operation));
    }

    private static int trailer(Operation operation, int batches, int elementSize) {
        return operation.isMultiBatch() ? MultiBatch.trailerSize(batches, elementSize) : 0;
    }
}
