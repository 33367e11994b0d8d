package io.ledgeractors.actors.internal.gateway.session;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session through a gateway. It lives in an actor, which is created at its start. Thread-safe. */
final class GatewaySession implements LedgerSession {
    private static final Logger LOG = LoggerFactory.getLogger(GatewaySession.class);

    /** Creates the actor of a session. */
    interface Spawner {
        ActorRef<GatewaySessionActor.Message> spawn(GatewaySession session);
    }

    private final Spawner spawner;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // All of these are guarded by this session.
    private SessionState state = new SessionState.Connecting();
    private @Nullable Limits limits;
    private @Nullable Listener listener;
    private @Nullable ReplyHandler handler;
    private @Nullable ActorRef<GatewaySessionActor.Message> actor;
    private boolean isClosed;

    GatewaySession(Spawner spawner) {
        this.spawner = spawner;
    }

    @Override
    public void start(Listener itsListener) {
        synchronized (this) {
            if (listener != null) {
                throw new IllegalStateException("a session is started once");
            }
            listener = itsListener;
            if (!isClosed) {
                actor = spawner.spawn(this);
                return;
            }
        }
        tell(itsListener, state());
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler itsHandler) {
        ActorRef<GatewaySessionActor.Message> target;
        synchronized (this) {
            Limits known = limits;
            if (known == null) {
                throw new IllegalStateException("the session is not registered: " + state);
            }
            if (handler != null) {
                throw new IllegalStateException("a request is in flight");
            }
            if (operation == Operation.REGISTER) {
                throw new IllegalArgumentException("a session registers by itself");
            }
            if (body.size() > known.batchSizeLimit()) {
                throw new IllegalArgumentException(
                        "a request has at most " + known.batchSizeLimit() + " bytes, but this one has " + body.size());
            }
            target = isOver() ? null : actor;
            handler = target == null ? null : itsHandler;
        }
        if (target == null) {
            tell(itsHandler, new Outcome.NotSent("the session is over"));
        } else {
            // The message may leave this JVM after the outcome, when the body is used for something else already.
            ByteBuffer copy = Bytes.allocate(body.size());
            copy.put(0, body.bytes(), 0, body.size());
            target.tell(new GatewaySessionActor.Send(operation, copy));
        }
    }

    @Override
    public synchronized SessionState state() {
        return state;
    }

    @Override
    public synchronized Limits limits() {
        Limits known = limits;
        if (known == null) {
            throw new IllegalStateException("limits are known once the session is registered");
        }
        return known;
    }

    @Override
    public CompletionStage<Void> close() {
        ActorRef<GatewaySessionActor.Message> target;
        synchronized (this) {
            isClosed = true;
            target = actor;
            if (target == null) {
                state = new SessionState.Closed("closed by its user");
            }
        }
        if (target == null) {
            closed.complete(null);
        } else {
            target.tell(new GatewaySessionActor.Close());
        }
        return closed.copy();
    }

    // ---- calls of the actor

    /** Sets the limits, before the state that tells that the session is open. */
    synchronized void setLimits(Limits newLimits) {
        limits = newLimits;
    }

    /** Sets the state and reports it. */
    void stateChanged(SessionState next) {
        Listener told;
        synchronized (this) {
            if (state.equals(next) && !(next instanceof SessionState.NoGateway)) {
                return;
            }
            state = next;
            told = listener;
        }
        if (told != null) {
            tell(told, next);
        }
    }

    /** Gives the request in flight its outcome. */
    void outcome(Outcome outcome) {
        ReplyHandler told;
        synchronized (this) {
            told = handler;
            handler = null;
        }
        if (told != null) {
            tell(told, outcome);
        }
    }

    /** Tells that the actor has ended, after the last state. A request that it has not seen any more was not sent. */
    void stopped() {
        outcome(new Outcome.NotSent("the session is over"));
        closed.complete(null);
    }

    private boolean isOver() {
        return state instanceof SessionState.Closed || state instanceof SessionState.GatewayLost;
    }

    private static void tell(Listener listener, SessionState state) {
        try {
            listener.onState(state);
        } catch (RuntimeException failure) {
            LOG.error("The listener of a session failed.", failure);
        }
    }

    private static void tell(ReplyHandler handler, Outcome outcome) {
        try {
            handler.onOutcome(outcome);
        } catch (RuntimeException failure) {
            LOG.error("The handler of a request failed.", failure);
        }
    }
}
