package io.ledgeractors.client.internal.state;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;

/** Describes states in words, with a remedy where there is one. */
public final class StateText {
    private StateText() {}

    /** Returns a state in words, for the log. {@code ours} is the release that the session states. */
    public static String of(SessionState state, Release ours) {
        if (state instanceof SessionState.Unreachable unreachable) {
            return "no server answers at " + unreachable.address() + " (" + unreachable.cause() + "); still trying";
        }
        if (state instanceof SessionState.ClosedWithoutAnswer closed) {
            return closed.address() + " closes the connection without an answer, "
                    + (closed.sent()
                            ? "as a server of another cluster does: check the cluster id"
                            : "before anything was sent: all its connections may be in use")
                    + "; still trying";
        }
        if (state instanceof SessionState.Registered registered) {
            return "registered over " + registered.transport() + ", view " + Integer.toUnsignedString(registered.view())
                    + ", primary replica " + registered.replica() + " by the number of addresses, server "
                    + registered.release();
        }
        if (state instanceof SessionState.Unanswered unanswered) {
            SessionState trouble = unanswered.trouble();
            return "the request has no reply in time and is repeated"
                    + (trouble == null ? "" : "; " + advice(unanswered, trouble));
        }
        if (state instanceof SessionState.Full full) {
            return "the ledger is full: " + full.why();
        }
        if (state instanceof SessionState.Evicted evicted) {
            return evicted(evicted, ours);
        }
        return state instanceof SessionState.Closed closed ? closed(closed) : "connecting";
    }

    /** Returns what a state means for a caller that waits for the ledger, and what to do about it. */
    public static String advice(SessionState state) {
        if (state instanceof SessionState.Connecting) {
            return "there is no answer yet; allow more time, or look at the server's log";
        }
        if (state instanceof SessionState.Unreachable unreachable) {
            return "no server answers at " + unreachable.address() + " (" + unreachable.cause()
                    + "); start the server there, or correct the address";
        }
        if (state instanceof SessionState.ClosedWithoutAnswer closed) {
            return closed.sent()
                    ? closed.address()
                            + " closes the connection without an answer; most likely it has another cluster id:"
                            + " correct it"
                    : closed.address() + " closes connections at once; most likely all its connections are used up:"
                            + " close other clients";
        }
        if (state instanceof SessionState.Unanswered unanswered && unanswered.trouble() != null) {
            return advice(unanswered, unanswered.trouble());
        }
        if (state.isRegistered() && !(state instanceof SessionState.Full)) {
            return "the session is open, but the request is not answered; look whether the cluster has a primary";
        }
        return of(state, Release.CLIENT);
    }

    private static String advice(SessionState.Unanswered unanswered, SessionState trouble) {
        return trouble instanceof SessionState.ClosedWithoutAnswer closed
                ? closed.address() + " closes the connection whenever it gets the request of session "
                        + Long.toUnsignedString(unanswered.registered().session())
                        + "; most likely it has no capacity for what the request creates: see its log"
                : advice(trouble);
    }

    private static String closed(SessionState.Closed closed) {
        SessionState gaveUpIn = closed.gaveUpIn();
        return gaveUpIn == null ? closed.why() : closed.why() + ": " + advice(gaveUpIn);
    }

    private static String evicted(SessionState.Evicted evicted, Release ours) {
        String releases = "client " + ours + ", server " + evicted.serverRelease();
        return switch (evicted.reason()) {
            case CLIENT_RELEASE_TOO_LOW -> "evicted, the client's release is too low: upgrade the client; " + releases;
            case CLIENT_RELEASE_TOO_HIGH ->
                "evicted, the client's release is too high: upgrade the server; " + releases;
            default -> "evicted by the server: " + evicted.reason() + "; " + releases;
        };
    }
}
