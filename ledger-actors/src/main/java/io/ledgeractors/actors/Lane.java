package io.ledgeractors.actors;

/** How urgent a command is. */
public enum Lane {
    /** Somebody waits for the answer: placed first. The default. */
    INTERACTIVE,
    /**
     * Part of a long flow: fills what is left of a request, one request of it waits at a time. Never refused as
     * overloaded; who sends it bounds what is outstanding, to about two full requests.
     */
    BULK
}
