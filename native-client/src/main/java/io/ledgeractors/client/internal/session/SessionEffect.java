package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;

/** One action that {@link SessionRules} ask for. Actions are carried out in the order in which they are polled. */
public sealed interface SessionEffect {
    /**
     * Opens a connection. It ends in {@link SessionRules#opened} or {@link SessionRules#closed}.
     *
     * @param replica place of the replica in the list of addresses
     */
    record Connect(int replica) implements SessionEffect {}

    /**
     * Sends a frame on the open connection. It ends in {@link SessionRules#written}, unless the connection ends first.
     *
     * @param replica place of the replica in the list of addresses
     * @param frame the frame
     * @param lent true if the body stays as it is until it is written or its connection is closed; false if it must be
     *     copied now, because its owner may take it back before
     */
    record Send(int replica, OutgoingFrame frame, boolean lent) implements SessionEffect {}

    /**
     * Closes the connection, or stops opening it. The rules must get no more events of this connection.
     *
     * @param replica place of the replica in the list of addresses
     */
    record Disconnect(int replica) implements SessionEffect {}

    /**
     * Delivers the outcome of the request in flight.
     *
     * @param outcome the outcome; the body of a reply is that of the frame just given to the rules
     */
    record Deliver(Outcome outcome) implements SessionEffect {}

    /**
     * Publishes a new state.
     *
     * @param state the state; it differs from the one before
     */
    record Changed(SessionState state) implements SessionEffect {}

    /**
     * Logs a message.
     *
     * @param text what happened, and what to do about it
     * @param serious true for a warning, false for information
     */
    record Say(String text, boolean serious) implements SessionEffect {}
}
