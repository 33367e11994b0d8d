package io.ledgeractors.tck.vectors;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** A ledger behind a registered session. It waits for each outcome, so it must not be used on the session's thread. */
public final class SessionTarget implements LedgerTarget {
    private final LedgerSession session;
    private final LongConsumer pause;
    private final Duration patience;

    /**
     * Creates a ledger behind a session.
     *
     * @param session registered
     * @param pause lets so many ms pass on the ledger's clock, see {@link LedgerTarget#pause}
     * @param patience how long to wait for an outcome
     */
    public SessionTarget(LedgerSession session, LongConsumer pause, Duration patience) {
        this.session = session;
        this.pause = pause;
        this.patience = patience;
    }

    /** Returns a ledger behind a session in real time, which waits at most 10 s for an outcome. */
    public static SessionTarget inRealTime(LedgerSession session) {
        return new SessionTarget(session, SessionTarget::sleep, Duration.ofSeconds(10));
    }

    @Override
    public Answer execute(Operation operation, ByteBuffer body) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        session.submit(operation, Body.of(body), outcome -> {
            if (outcome instanceof Outcome.Reply reply) {
                answer.complete(new Answer(copy(reply.body()), reply.timestamp()));
            } else {
                answer.completeExceptionally(new IllegalStateException("no reply, but " + outcome));
            }
        });
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no outcome within " + patience + "; the session is " + session.state(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an outcome", e);
        }
    }

    @Override
    public void pause(long millis) {
        pause.accept(millis);
    }

    // The reply's body is lent until the handler returns.
    private static ByteBuffer copy(ByteBuffer body) {
        return Bytes.allocate(body.limit()).put(0, body, 0, body.limit());
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a pause", e);
        }
    }
}
