package io.ledgeractors.actors.internal.gateway.session;

import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one session through one gateway. The network may lose messages in either direction, and a gateway may
 * die or freeze at any time. Each request gets one outcome. If the gateway cannot be asked any more, or its reply is
 * lost, the outcome is unknown, and the batcher finds out what the request did through the next session.
 *
 * <p>Each tick sends a ping. A gateway that sends nothing between several ticks in a row is lost. Ticks are counted
 * instead of time, so that a node that was frozen itself does not blame its gateway.
 *
 * <p>Pure; not thread-safe.
 */
final class GatewaySessionRules {
    /** A gateway that was silent for so many ticks in a row is lost. */
    static final int SILENT_TICKS_MAX = 5;

    private static final String CLOSED = "closed by its user";

    /** What the rules make happen. */
    interface Effects {
        /** Asks the gateway to open the session. */
        void sendOpen();

        /** Sends the request in flight, for the first time or again. */
        void sendRequest(long number);

        /** Asks the gateway what became of request {@code number}; 0: none is in flight. */
        void sendPing(long number);

        /** Tells the gateway that the session is over. The gateway may be gone, or may not get the message. */
        void sendClose();

        /** Reports a state. After one that is final nothing else happens. */
        void state(SessionState state);

        /** Gives the request in flight its outcome. */
        void outcome(Outcome outcome);

        /** Warns people that no gateway was found for a while. Called at most once. */
        void warn(SessionState.NoGateway state);
    }

    private enum Phase {
        SEARCHING,
        OPENING,
        OPEN,
        ENDED
    }

    private final Effects effects;
    private final String role;
    private Phase phase = Phase.SEARCHING;
    private String gateway = "";
    private SessionState.@Nullable Registered registered;
    /** The last state of the gateway's own session that was shown since the session is open; null if there is none. */
    private @Nullable SessionState shownBehind;

    private long number;
    private boolean isInFlight;
    /** Why the gateway ends the session as soon as the request in flight has its outcome; null if it does not. */
    private @Nullable String closingBecause;

    private boolean wasHeard;
    private int silentTicks;
    private int searchingTicks;

    /**
     * Creates the rules of a session without a gateway.
     *
     * @param role the cluster role of gateways
     */
    GatewaySessionRules(String role, Effects effects) {
        this.role = role;
        this.effects = effects;
    }

    /** Returns true if the session needs a gateway. */
    boolean isSearching() {
        return phase == Phase.SEARCHING;
    }

    /** Returns true if the session is over. */
    boolean isOver() {
        return phase == Phase.ENDED;
    }

    /** Tells that no gateway is known. */
    void noneKnown() {
        if (phase == Phase.SEARCHING) {
            effects.state(new SessionState.NoGateway(role));
        }
    }

    /** Opens the session at the gateway with this address. */
    void chosen(String address) {
        if (phase == Phase.SEARCHING) {
            gateway = address;
            phase = Phase.OPENING;
            effects.state(new SessionState.AtGateway(gateway, new SessionState.Connecting()));
            effects.sendOpen();
        }
    }

    /** Tells that the gateway has opened the session. */
    void opened(GatewayReply.SessionOpened opened) {
        wasHeard = true;
        if (phase != Phase.OPENING) {
            return;
        }
        SessionState.Registered behind = opened.behind();
        SessionState.Registered own = new SessionState.Registered(
                behind.view(),
                behind.replica(),
                behind.release(),
                "gateway " + gateway,
                opened.timestamp(),
                opened.timestamp());
        registered = own;
        phase = Phase.OPEN;
        effects.state(own);
    }

    /**
     * Takes the state of the gateway's own session. The gateway repeats it with each pong, because a message that told
     * of a change may be lost.
     *
     * @param now in ns on the monotonic clock
     */
    void stateChanged(SessionState behind, long now) {
        wasHeard = true;
        SessionState.Registered own = registered;
        if (phase == Phase.OPENING) {
            SessionState shown = behind.isRegistered() ? new SessionState.Connecting() : behind;
            effects.state(new SessionState.AtGateway(gateway, shown));
        } else if (phase == Phase.OPEN && own != null && !behind.equals(shownBehind)) {
            shownBehind = behind;
            effects.state(shown(own, behind, now));
        }
    }

    private SessionState shown(SessionState.Registered own, SessionState behind, long now) {
        if (behind instanceof SessionState.Unanswered unanswered) {
            return new SessionState.Unanswered(own, now, unanswered.trouble());
        }
        if (behind instanceof SessionState.Full full) {
            return new SessionState.Full(own, full.why());
        }
        return behind.isRegistered() ? own : new SessionState.AtGateway(gateway, behind);
    }

    /** Sends a request. The session is open and has none in flight, or it is over. */
    void submit() {
        number++;
        if (phase == Phase.ENDED) {
            effects.outcome(new Outcome.NotSent("the session is over"));
            return;
        }
        isInFlight = true;
        if (closingBecause == null) {
            effects.sendRequest(number);
        } else {
            end(notSent(closingBecause), closingBecause);
        }
    }

    private Outcome notSent(String why) {
        return new Outcome.NotSent("the gateway " + gateway + " " + why);
    }

    /** Takes an outcome from the gateway. */
    void answered(long request, Outcome outcome) {
        wasHeard = true;
        if (isInFlight && request == number) {
            finish(outcome);
        }
    }

    /** Takes the answer to a ping. */
    void pong(long request, GatewayReply.Progress progress) {
        wasHeard = true;
        if (!isInFlight || request != number) {
            return;
        }
        switch (progress) {
            case IN_PROGRESS -> {}
            case ANSWERED -> finish(new Outcome.Unknown("the gateway's reply was lost on the way"));
            case NOT_SEEN -> {
                if (closingBecause == null) {
                    effects.sendRequest(number);
                } else {
                    finish(notSent(closingBecause));
                }
            }
        }
    }

    private void finish(Outcome outcome) {
        isInFlight = false;
        effects.outcome(outcome);
        if (closingBecause != null) {
            end(outcome, closingBecause);
        }
    }

    /** Tells that the gateway ends the session, or does not open it. */
    void closing(GatewayReply.Closing closing) {
        wasHeard = true;
        if (phase == Phase.SEARCHING || phase == Phase.ENDED) {
            return;
        }
        if (isInFlight && !closing.isForgotten()) {
            closingBecause = closing.why();
            effects.sendPing(number);
        } else {
            lost(closing.why());
        }
    }

    /** Tells that the gateway is gone for good. */
    void lost(String why) {
        if (phase == Phase.OPENING || phase == Phase.OPEN) {
            end(new Outcome.Unknown("the gateway " + gateway + " " + why), why);
        }
    }

    /** Looks whether a gateway was found, and whether it still answers. Called at intervals. */
    void tick() {
        if (phase == Phase.SEARCHING && ++searchingTicks == SILENT_TICKS_MAX) {
            effects.warn(new SessionState.NoGateway(role));
        }
        if (phase != Phase.OPENING && phase != Phase.OPEN) {
            return;
        }
        silentTicks = wasHeard ? 0 : silentTicks + 1;
        wasHeard = false;
        if (silentTicks >= SILENT_TICKS_MAX) {
            lost("does not answer any more");
        } else if (phase == Phase.OPENING) {
            effects.sendOpen();
        } else {
            effects.sendPing(isInFlight ? number : 0);
        }
    }

    /** Ends the session, because its user closes it. */
    void close() {
        if (phase == Phase.ENDED) {
            return;
        }
        if (phase != Phase.SEARCHING) {
            effects.sendClose();
        }
        phase = Phase.ENDED;
        endRequest(new Outcome.Unknown(CLOSED));
        effects.state(new SessionState.Closed(CLOSED));
    }

    /** Ends the session. The request in flight, if there is one, gets {@code outcome}. */
    private void end(Outcome outcome, String why) {
        // A gateway that still lives would keep the place of the session for another node.
        effects.sendClose();
        phase = Phase.ENDED;
        endRequest(outcome);
        effects.state(new SessionState.GatewayLost(gateway, why));
    }

    private void endRequest(Outcome outcome) {
        if (isInFlight) {
            isInFlight = false;
            effects.outcome(outcome);
        }
    }
}
