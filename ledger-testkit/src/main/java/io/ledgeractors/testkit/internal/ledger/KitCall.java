package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.embedded.replica.LocalCall;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;

/** A request of the kit itself. Its outcome comes as soon as it is executed, without waiting for the disk. */
final class KitCall implements LocalCall {
    private final ReplyHandler handler;
    private boolean isAnswered;

    KitCall(ReplyHandler handler) {
        this.handler = handler;
    }

    private void answer(Outcome outcome) {
        if (!isAnswered) {
            isAnswered = true;
            handler.onOutcome(outcome);
        }
    }

    @Override
    public boolean begin() {
        return true;
    }

    // The ledger may overwrite the bytes before the handler, which may ask again, has read them.
    @Override
    public void executed(ByteBuffer body, long timestamp) {
        int length = body.remaining();
        answer(new Outcome.Reply(Bytes.allocate(length).put(0, body, body.position(), length), timestamp));
    }

    @Override
    public void durable() {}

    @Override
    public void evicted(EvictionReason reason) {
        answer(new Outcome.NotExecuted(reason));
    }

    @Override
    public void full(String why) {
        answer(new Outcome.NoCapacity(why));
    }

    @Override
    public void notSent(String why) {
        answer(new Outcome.NotSent(why));
    }

    // The outcome is told already if the request was executed.
    @Override
    public void unknown(String why) {
        answer(new Outcome.Unknown(why));
    }
}
