package io.ledgeractors.client.internal.transport;

/** The times after which a silent peer counts as dead, as in the official client. Protocol fact sheet, section 1. */
final class KeepAlive {
    static final int IDLE_SECONDS = 5;
    static final int INTERVAL_SECONDS = 4;
    static final int PROBES = 3;
    static final int USER_TIMEOUT_MILLIS = 17_000;

    private KeepAlive() {}
}
