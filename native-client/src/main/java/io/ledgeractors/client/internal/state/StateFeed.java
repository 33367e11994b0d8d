package io.ledgeractors.client.internal.state;

import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers states to listeners. Each gets the present state first, then every change in order. Thread-safe. */
public final class StateFeed {
    private static final Logger LOG = LoggerFactory.getLogger("io.ledgeractors.client.LedgerClient");

    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private SessionState present = new SessionState.Connecting();

    public synchronized SessionState present() {
        return present;
    }

    /** Publishes a new state. */
    public void publish(SessionState next) {
        synchronized (this) {
            present = next;
            followers.forEach(follower -> follower.add(next));
        }
        followers.forEach(Follower::tell);
    }

    /** Adds a listener, which is told the present state before this returns, and returns a task that removes it. */
    public Runnable follow(LedgerSession.Listener listener) {
        Follower follower = new Follower(listener);
        synchronized (this) {
            follower.add(present);
            followers.add(follower);
        }
        follower.tellAll();
        return () -> followers.remove(follower);
    }

    /** One listener and the states not delivered to it yet. One thread delivers at a time, so that the order stays. */
    private static final class Follower {
        private final LedgerSession.Listener listener;
        private final Queue<SessionState> news = new ArrayDeque<>();
        // True from the beginning, because the thread that adds the listener tells it the present state.
        private boolean telling = true;

        Follower(LedgerSession.Listener listener) {
            this.listener = listener;
        }

        synchronized void add(SessionState state) {
            news.add(state);
        }

        void tell() {
            if (begin()) {
                tellAll();
            }
        }

        void tellAll() {
            for (SessionState state = next(); state != null; state = next()) {
                try {
                    listener.onState(state);
                } catch (RuntimeException | Error thrown) {
                    LOG.error("a listener of the client's state failed", thrown);
                }
            }
        }

        private synchronized boolean begin() {
            boolean first = !telling;
            telling = true;
            return first;
        }

        private synchronized @Nullable SessionState next() {
            SessionState state = news.poll();
            telling = state != null;
            return state;
        }
    }
}
