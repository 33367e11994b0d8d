package io.ledgeractors.actors;

/** How urgent a command is. */
public enum Lane {
    /** Somebody waits for the answer: placed first. The default. */
    INTERACTIVE,
    /** Part of a long flow: fills what is left of a request, one request of it waits at a time. */
    BULK
}
