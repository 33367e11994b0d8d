package io.ledgeractors.client;

import io.ledgeractors.wire.Header;

/**
 * The bounds of the calls that wait in a {@link LedgerClient} behind the request in flight. Immutable.
 *
 * @param calls greatest number of waiting calls, at least 1
 * @param bytes greatest number of bytes of their requests, at least 1,048,320, which is the largest request
 */
public record CallQueueLimits(int calls, long bytes) {
    /**
     * The default bounds: 1,024 calls and 16 MiB, which are sixteen full requests. A longer queue would only add
     * waiting time.
     */
    public static final CallQueueLimits DEFAULT = new CallQueueLimits(1_024, 16 << 20);

    /**
     * Checks both bounds.
     *
     * @throws IllegalArgumentException if one is too small
     */
    public CallQueueLimits {
        if (calls < 1 || bytes < Header.BODY_MAX) {
            throw new IllegalArgumentException("a queue must hold at least 1 call and " + Header.BODY_MAX
                    + " bytes, not " + calls + " and " + bytes);
        }
    }
}
