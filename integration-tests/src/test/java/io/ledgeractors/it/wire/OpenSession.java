package io.ledgeractors.it.wire;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.session.Patience;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A session of a test, which waits for start, outcomes and close, and checks that each outcome is delivered once. */
final class OpenSession implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final LedgerSession session;
    private final CompletableFuture<SessionState> ready = new CompletableFuture<>();

    private OpenSession(LedgerSession session) {
        this.session = session;
    }

    /** Starts the session; {@link #awaitReady} tells when it is registered or has ended. */
    static OpenSession start(LedgerSession session) {
        OpenSession opened = new OpenSession(session);
        session.start(state -> {
            boolean ended = state instanceof SessionState.Closed || state instanceof SessionState.Evicted;
            if (state.isRegistered() || ended) {
                opened.ready.complete(state);
            }
        });
        return opened;
    }

    /** Starts the session and waits until it is registered. */
    static OpenSession register(LedgerSession session) {
        OpenSession opened = start(session);
        SessionState state = opened.awaitReady();
        if (!state.isRegistered()) {
            throw new AssertionError("not registered, but " + state);
        }
        return opened;
    }

    SessionState awaitReady() {
        return await(ready);
    }

    SessionState state() {
        return session.state();
    }

    /** Returns the outcome. If it is a reply, its body is a copy. */
    CompletableFuture<Outcome> submit(Operation operation, ByteBuffer body) {
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        session.submit(operation, Body.of(body), outcome -> {
            boolean first = result.complete(outcome instanceof Outcome.Reply reply ? copy(reply) : outcome);
            if (!first) {
                throw new AssertionError("a second outcome: " + outcome);
            }
        });
        return result;
    }

    /** Returns the body of the reply. Any other outcome is an error. */
    ByteBuffer ask(Operation operation, ByteBuffer body) {
        Outcome outcome = await(submit(operation, body));
        if (outcome instanceof Outcome.Reply reply) {
            return reply.body();
        }
        throw new AssertionError("no reply, but " + outcome);
    }

    @Override
    public void close() {
        await(session.close().toCompletableFuture());
    }

    static <T> T await(CompletableFuture<T> future) {
        return Patience.await(future, PATIENCE_SECONDS);
    }

    private static Outcome.Reply copy(Outcome.Reply reply) {
        int size = reply.body().limit();
        return new Outcome.Reply(Bytes.allocate(size).put(0, reply.body(), 0, size), reply.timestamp());
    }
}
