package io.ledgeractors.interleavings;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A session without a thread. It holds the request in flight until a test answers it, and keeps the rules of a session:
 * one request at a time, one outcome each. Callbacks come on the thread that causes them. Thread-safe.
 */
public final class HeldSession implements LedgerSession {
    /** The state after {@link #register}. */
    public static final SessionState.Registered REGISTERED =
            new SessionState.Registered(0, 0, Release.CLIENT, "held", 0, 1);

    private static final ByteBuffer NOTHING_FOUND = nothingFound();

    private final boolean answersAtOnce;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    // The monitor of this object guards the following fields.
    private final List<Integer> submitted = new ArrayList<>();
    private SessionState state = new SessionState.Connecting();
    private @Nullable Listener listener;
    private @Nullable ReplyHandler inFlight;
    private int rulesBroken;

    /**
     * Creates a session that is not registered.
     *
     * @param answersAtOnce true if each request is answered within {@link #submit}
     */
    public HeldSession(boolean answersAtOnce) {
        this.answersAtOnce = answersAtOnce;
    }

    // A reply with one batch that is empty.
    private static ByteBuffer nothingFound() {
        int element = Operation.LOOKUP_ACCOUNTS.resultSize();
        ByteBuffer reply = Bytes.allocate(MultiBatch.trailerSize(1, element));
        MultiBatch.writeTrailer(reply, 0, new int[] {0}, 1, element);
        return reply;
    }

    @Override
    public void start(Listener hears) {
        SessionState present;
        synchronized (this) {
            listener = hears;
            present = state;
        }
        if (present instanceof SessionState.Closed) {
            hears.onState(present);
        }
    }

    /** Registers the session and tells the listener. */
    public void register() {
        change(REGISTERED);
    }

    /** Ends the session as a lost one, and tells the listener. */
    public void lose() {
        change(new SessionState.Closed("lost"));
    }

    private void change(SessionState next) {
        Listener hears;
        synchronized (this) {
            state = next;
            hears = listener;
        }
        if (hears != null) {
            hears.onState(next);
        }
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        boolean isClosed;
        synchronized (this) {
            submitted.add((int) body.bytes().getLong(0));
            rulesBroken += inFlight == null ? 0 : 1;
            isClosed = state instanceof SessionState.Closed;
            inFlight = isClosed ? null : handler;
        }
        if (isClosed) {
            handler.onOutcome(new Outcome.NotSent("closed"));
        } else if (answersAtOnce) {
            answer();
        }
    }

    /** Answers the request in flight: nothing was found. Returns false if there is none. */
    public boolean answer() {
        return end(new Outcome.Reply(NOTHING_FOUND, 1));
    }

    private boolean end(Outcome outcome) {
        ReplyHandler handler;
        synchronized (this) {
            handler = inFlight;
            inFlight = null;
        }
        if (handler == null) {
            return false;
        }
        handler.onOutcome(outcome);
        return true;
    }

    /** Returns the first number in each body that was submitted, in order. */
    public synchronized List<Integer> submitted() {
        return List.copyOf(submitted);
    }

    /** Returns how many requests were submitted while another one was in flight. */
    public synchronized int rulesBroken() {
        return rulesBroken;
    }

    @Override
    public synchronized SessionState state() {
        return state;
    }

    @Override
    public Limits limits() {
        return Limits.DEFAULT;
    }

    @Override
    public CompletionStage<Void> close() {
        boolean first;
        synchronized (this) {
            first = !(state instanceof SessionState.Closed);
            state = new SessionState.Closed("closed by its user");
        }
        if (first) {
            end(new Outcome.Unknown("closed"));
            change(new SessionState.Closed("closed by its user"));
            ended.complete(null);
        }
        return ended;
    }
}
