package io.ledgeractors.actors.internal.session;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;
import org.jspecify.annotations.Nullable;

/** Describes the states of a session in words that say what to do. */
public final class SessionStates {
    private SessionStates() {}

    /** Returns one sentence about a state. */
    public static String describe(SessionState state) {
        if (state instanceof SessionState.Connecting) {
            return "connecting, no answer yet";
        }
        if (state instanceof SessionState.Opening) {
            return "opening: the ledger reads its files, and asks wait until it is open";
        }
        if (state instanceof SessionState.Unreachable unreachable) {
            return "no server answers at " + unreachable.address() + " (" + unreachable.cause()
                    + "); start the ledger there, or correct ledger-actors.cluster.addresses";
        }
        if (state instanceof SessionState.ClosedWithoutAnswer closed) {
            return closed.sent()
                    ? closed.address() + " closes the connection without an answer; most likely it has another cluster"
                            + " id: correct ledger-actors.cluster.cluster-id"
                    : closed.address() + " closes connections at once; most likely all of its connections are used up:"
                            + " close other clients";
        }
        if (state instanceof SessionState.NoGateway none) {
            return "no gateway is known; start a node with cluster role " + none.role()
                    + " and ledger-actors.connection = cluster, or correct ledger-actors.gateway.role; if there is such"
                    + " a node, its log says why it does not serve";
        }
        if (state instanceof SessionState.AtGateway waiting) {
            return "the gateway " + waiting.gateway() + " is not ready: " + describe(waiting.behind());
        }
        if (state instanceof SessionState.GatewayLost lost) {
            return "the gateway " + lost.gateway() + " " + lost.why() + "; a session through a gateway follows";
        }
        if (state instanceof SessionState.Registered registered) {
            return "session " + Long.toUnsignedString(registered.session()) + " is open with release "
                    + registered.release() + " over " + registered.transport();
        }
        if (state instanceof SessionState.Unanswered unanswered) {
            return unanswered(unanswered.trouble());
        }
        if (state instanceof SessionState.Full full) {
            return "the ledger is full: " + full.why();
        }
        if (state instanceof SessionState.Evicted evicted) {
            return evicted(evicted);
        }
        if (state instanceof SessionState.Crowded crowded) {
            return "the ledger ended " + crowded.evictions() + " sessions within a minute; most likely more"
                    + " than 64 clients use it: close some of them";
        }
        return closed((SessionState.Closed) state);
    }

    private static String unanswered(@Nullable SessionState trouble) {
        if (trouble instanceof SessionState.ClosedWithoutAnswer closed) {
            return closed.address()
                    + " closes the connection whenever it gets the request in flight; most likely it has no"
                    + " capacity for what the request creates: see its log; the session keeps trying";
        }
        return "the request in flight has no answer yet, and the session keeps trying"
                + (trouble == null ? "" : "; " + describe(trouble));
    }

    /** Returns the open session of a state, null if there is none. */
    public static SessionState.@Nullable Registered registered(SessionState state) {
        if (state instanceof SessionState.Unanswered unanswered) {
            return unanswered.registered();
        }
        if (state instanceof SessionState.Full full) {
            return full.registered();
        }
        return state instanceof SessionState.Registered registered ? registered : null;
    }

    /** Returns true if no session will follow this state. */
    static boolean isHopeless(SessionState state) {
        return state instanceof SessionState.Closed
                || (state instanceof SessionState.Evicted evicted
                        && (evicted.reason() == EvictionReason.CLIENT_RELEASE_TOO_LOW
                                || evicted.reason() == EvictionReason.CLIENT_RELEASE_TOO_HIGH));
    }

    private static String closed(SessionState.Closed closed) {
        SessionState gaveUpIn = closed.gaveUpIn();
        return "closed: " + closed.why()
                + (gaveUpIn == null ? "" : "; the last known state was: " + describe(gaveUpIn));
    }

    private static String evicted(SessionState.Evicted evicted) {
        return switch (evicted.reason()) {
            case CLIENT_RELEASE_TOO_LOW ->
                "the ledger has release " + evicted.serverRelease() + " and does not accept clients of release "
                        + Release.CLIENT + ": upgrade this library";
            case CLIENT_RELEASE_TOO_HIGH ->
                "the ledger has release " + evicted.serverRelease() + ", which is older than " + Release.CLIENT
                        + ": upgrade the ledger";
            default -> "the ledger ended the session (" + evicted.reason() + "); a new one follows";
        };
    }
}
