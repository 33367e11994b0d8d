package io.ledgeractors.streams.internal.page;

import io.ledgeractors.session.Backoff;
import java.time.Duration;

/**
 * Decides how long a live source waits before it asks again after an empty page. The wait doubles each time, up to the
 * longest wait. Pure: no clock. Used inside one stage.
 */
final class IdlePolling {
    private final Backoff waits;
    private int emptyPages;

    IdlePolling(Duration min, Duration max) {
        this.waits = Backoff.between(min, max);
    }

    /** Records an empty page and returns the wait before the next request. */
    Duration idle() {
        return Duration.ofNanos(waits.nanos(emptyPages++));
    }

    /** Records a page with objects, after which the next wait is the shortest one. */
    void busy() {
        emptyPages = 0;
    }
}
