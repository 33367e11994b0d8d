package io.ledgeractors.streams.internal;

import java.time.Duration;

/** How long to wait before asking again after there was nothing: longer each time. Pure: no clock. */
final class IdlePolling {
    private final Duration min;
    private final Duration max;
    private Duration next;

    IdlePolling(Duration min, Duration max) {
        this.min = min;
        this.max = max;
        this.next = min;
    }

    /** There was nothing: the wait before the next question. */
    Duration idle() {
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(max) < 0 ? doubled : max;
        return wait;
    }

    /** There was something. */
    void busy() {
        next = min;
    }
}
