package io.ledgeractors.actors;

/** How urgent a command is. */
public enum Lane {
    /** Somebody waits for the answer: placed first. The default. */
    INTERACTIVE,
    /**
     * Part of a long flow: fills what is left of a request, one request of it waits at a time. Sent by {@link
     * BulkLane#send} it has credit and is never refused as overloaded.
     */
    BULK
}
