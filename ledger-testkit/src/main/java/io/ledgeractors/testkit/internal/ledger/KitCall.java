package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.embedded.replica.LocalCall;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request of the kit itself. It is answered as soon as it is executed, without waiting for the disk. */
final class KitCall implements LocalCall {
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    CompletionStage<Outcome> outcome() {
        return outcome;
    }

    @Override
    public boolean begin() {
        return true;
    }

    @Override
    public void executed(ByteBuffer body, long timestamp) {
        int length = body.remaining();
        ByteBuffer copy = Bytes.allocate(length).put(0, body, body.position(), length);
        outcome.complete(new Outcome.Reply(copy, timestamp));
    }

    @Override
    public void durable() {}

    @Override
    public void evicted(EvictionReason reason) {
        outcome.complete(new Outcome.NotExecuted(reason));
    }

    @Override
    public void full(String why) {
        outcome.complete(new Outcome.NoCapacity(why));
    }

    @Override
    public void notSent(String why) {
        outcome.complete(new Outcome.NotSent(why));
    }

    @Override
    public void unknown(String why) {
        outcome.complete(new Outcome.Unknown(why));
    }
}
