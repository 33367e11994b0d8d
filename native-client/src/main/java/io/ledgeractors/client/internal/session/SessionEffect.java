package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;

/** What {@link SessionRules} want done, in this order. */
public sealed interface SessionEffect {
    /**
     * Open a connection; ends in {@link SessionRules#opened} or {@link SessionRules#closed}.
     *
     * @param replica to whom
     */
    record Connect(int replica) implements SessionEffect {}

    /**
     * Send a frame on the open connection; ends in {@link SessionRules#written}, unless the connection ends.
     *
     * @param replica to whom
     * @param frame what
     * @param lent true if the body stays as it is until it is written, or its connection closed; false: copy it now,
     *     because it may be given back before
     */
    record Send(int replica, OutgoingFrame frame, boolean lent) implements SessionEffect {}

    /**
     * Close the connection, or give up opening it; nothing more is to be heard of it.
     *
     * @param replica to whom it goes
     */
    record Disconnect(int replica) implements SessionEffect {}

    /**
     * Tell how the request in flight ended.
     *
     * @param outcome how; the body of a reply is that of the frame just given to the rules
     */
    record Deliver(Outcome outcome) implements SessionEffect {}

    /**
     * Tell the new state.
     *
     * @param state the state, different from the one before
     */
    record Changed(SessionState state) implements SessionEffect {}

    /**
     * Tell people.
     *
     * @param text what happened, and what to do about it
     * @param serious true if something is wrong, not merely worth knowing
     */
    record Say(String text, boolean serious) implements SessionEffect {}
}
