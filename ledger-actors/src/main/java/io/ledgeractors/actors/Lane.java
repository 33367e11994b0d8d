package io.ledgeractors.actors;

/** The urgency of a command. */
public enum Lane {
    /** Somebody waits for the answer, so the command is placed before bulk. The default. */
    INTERACTIVE,
    /**
     * The command is part of a long flow. Bulk fills the capacity that interactive commands leave, and at most one
     * request that holds bulk is assembled at a time. A command that {@link BulkLane#send} sends has credit and is
     * never refused as overloaded.
     */
    BULK
}
