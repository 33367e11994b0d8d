package io.ledgeractors.session;

/** Receives the outcome of one request. */
@FunctionalInterface
public interface ReplyHandler {
    /**
     * Receives the outcome. It is called exactly once, on the session's thread, so it must not block. It may submit the
     * next request. A reply's body is valid until this method returns. An exception that it throws is logged and
     * changes nothing.
     */
    void onOutcome(Outcome outcome);
}
