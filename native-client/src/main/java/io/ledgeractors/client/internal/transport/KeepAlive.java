package io.ledgeractors.client.internal.transport;

/** When a silent peer is held for dead: as the official client sets it. Protocol fact sheet, section 1. */
final class KeepAlive {
    static final int IDLE_SECONDS = 5;
    static final int INTERVAL_SECONDS = 4;
    static final int PROBES = 3;
    static final int USER_TIMEOUT_MILLIS = 17_000;

    private KeepAlive() {}
}
