package io.ledgeractors.streams.internal.page;

import java.time.Duration;

/**
 * Decides how long a live source waits before it asks again after an empty page: doubled each time, up to the longest
 * wait. Pure: no clock. Used inside one stage.
 */
final class IdlePolling {
    private final Duration min;
    private final Duration max;
    private Duration next;

    IdlePolling(Duration min, Duration max) {
        this.min = min;
        this.max = max;
        this.next = min;
    }

    /** Records an empty page and returns the wait before the next request. */
    Duration idle() {
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(max) < 0 ? doubled : max;
        return wait;
    }

    /** Records a page with objects: the next wait is the shortest one. */
    void busy() {
        next = min;
    }
}
