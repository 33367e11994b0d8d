package io.ledgeractors.client;

import io.ledgeractors.wire.Header;

/**
 * How much may wait in a {@link LedgerClient} for the request in flight. Immutable.
 *
 * @param calls calls at most, at least 1
 * @param bytes bytes of their requests at most, at least 1,048,320: the greatest request
 */
public record CallQueueLimits(int calls, long bytes) {
    /** 1,024 calls and 16 MiB: sixteen full requests; more would only wait longer. */
    public static final CallQueueLimits DEFAULT = new CallQueueLimits(1_024, 16 << 20);

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public CallQueueLimits {
        if (calls < 1 || bytes < Header.BODY_MAX) {
            throw new IllegalArgumentException("a queue has room for at least 1 call and " + Header.BODY_MAX
                    + " bytes, not " + calls + " and " + bytes);
        }
    }
}
