package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Release;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Keeps the state of the session and asks for it to be published when it changes. */
final class StateTracker {
    private final SessionConfig config;
    private final ReplicaConnections replicas;
    private final Queue<SessionEffect> effects;
    private SessionState present = new SessionState.Connecting();
    private boolean registered;
    private long session;
    private long registerTimestamp;

    StateTracker(SessionConfig config, ReplicaConnections replicas, Queue<SessionEffect> effects) {
        this.config = config;
        this.replicas = replicas;
        this.effects = effects;
    }

    SessionState present() {
        return present;
    }

    boolean isFinal() {
        return present instanceof SessionState.Closed || present instanceof SessionState.Evicted;
    }

    /** Returns the number of the session, 0 before it is registered. */
    long session() {
        return session;
    }

    void registered(long number, long timestamp) {
        registered = true;
        session = number;
        registerTimestamp = timestamp;
        refresh(null);
    }

    /** Publishes why no replica opens a session, if there is no session and the reason is known. */
    void diagnose() {
        SessionState diagnosis = replicas.diagnosis();
        if (!registered && diagnosis != null) {
            changeTo(diagnosis);
        }
    }

    /** Publishes what has changed about the open session; {@code waiting} is the request in flight. */
    void refresh(@Nullable UnansweredRequest waiting) {
        if (!registered) {
            return;
        }
        Release release = replicas.release();
        SessionState.Registered open = new SessionState.Registered(
                replicas.view(),
                replicas.primary(),
                release == null ? config.release() : release,
                config.transport(),
                session,
                registerTimestamp);
        changeTo(
                waiting == null || waiting.attempt == 0
                        ? open
                        : new SessionState.Unanswered(open, waiting.since, replicas.trouble()));
    }

    /** Returns what keeps the session from a reply, as far as it is known. */
    SessionState trouble() {
        SessionState diagnosis = replicas.diagnosis();
        return diagnosis == null ? present : diagnosis;
    }

    void changeTo(SessionState next) {
        if (!next.equals(present)) {
            present = next;
            effects.add(new SessionEffect.Changed(next));
        }
    }
}
