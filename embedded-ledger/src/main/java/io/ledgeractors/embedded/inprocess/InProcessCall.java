package io.ledgeractors.embedded.inprocess;

import io.ledgeractors.embedded.replica.LocalCall;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One request of an {@link InProcessSession}, from its submission to its outcome. Thread-safe. */
final class InProcessCall implements LocalCall {
    private static final String CLOSED = "the session was closed before the reply came";

    /** The progress of a request. */
    private enum Stage {
        /** The request waits for the ledger's thread. */
        QUEUED,
        /** The ledger executes the request and reads the body that was lent. */
        AT_WORK,
        /** The request was executed and waits for the log. */
        EXECUTED,
        /** The handler is told the outcome. */
        ENDED
    }

    private final InProcessSession session;
    private final Operation operation;
    private final ReplyHandler handler;

    // The monitor of this object guards the following fields.
    private Stage stage = Stage.QUEUED;
    private boolean cancelled;
    private @Nullable Outcome reply;

    InProcessCall(InProcessSession session, Operation operation, ReplyHandler handler) {
        this.session = session;
        this.operation = operation;
        this.handler = handler;
    }

    /** Ends the request as unknown as soon as the ledger does not read its body any more, even if the disk is slow. */
    synchronized void cancel() {
        cancelled = true;
        if (stage != Stage.AT_WORK) {
            finish(new Outcome.Unknown(CLOSED));
        }
    }

    @Override
    public synchronized boolean begin() {
        if (stage == Stage.ENDED) {
            return false;
        }
        stage = Stage.AT_WORK;
        return true;
    }

    @Override
    public synchronized void executed(ByteBuffer body, long timestamp) {
        stage = Stage.EXECUTED;
        if (cancelled) {
            finish(new Outcome.Unknown(CLOSED));
        } else {
            reply = new Outcome.Reply(session.copy(body), timestamp);
        }
    }

    @Override
    public synchronized void durable() {
        finish(reply != null ? reply : new Outcome.Unknown("no reply to " + operation));
    }

    @Override
    public void evicted(EvictionReason reason) {
        finish(new Outcome.NotExecuted(reason));
    }

    @Override
    public void full(String why) {
        finish(new Outcome.NoCapacity(why));
    }

    @Override
    public void notSent(String why) {
        finish(new Outcome.NotSent(why));
        session.close(why);
    }

    @Override
    public void unknown(String why) {
        finish(new Outcome.Unknown(why));
        session.close(why);
    }

    private synchronized void finish(Outcome outcome) {
        if (stage == Stage.ENDED) {
            return;
        }
        session.finish(handler, outcome);
        // The stage changes last, so that the outcome is told again if there was no memory to tell it.
        stage = Stage.ENDED;
    }
}
