package io.ledgeractors.client.internal.call;

import io.ledgeractors.client.exception.ClientClosedException;
import io.ledgeractors.client.exception.InvalidReplyException;
import io.ledgeractors.client.exception.InvalidRequestException;
import io.ledgeractors.client.exception.NotSentException;
import io.ledgeractors.client.exception.OutcomeUnknownException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its encoded request to the caller's result. The future is completed once, with the outcome or when the
 * queue refuses the call.
 *
 * @param <R> one result
 */
final class Call<R> implements CallQueue.Entry {
    private final CallKind<?, R> kind;
    private final int events;
    private final long limit;
    private final ByteBuffer bytes;
    private final Body body;
    private final CompletableFuture<List<R>> answer = new CompletableFuture<>();

    /**
     * Creates a call with an encoded request. The checksum is computed here, on the caller's thread.
     *
     * @param events number of events
     * @param limit greatest number of results that a query asks for, unsigned; 0 for other operations
     * @param bytes the request, from 0 to the limit; lent until the call has ended
     */
    Call(CallKind<?, R> kind, int events, int limit, ByteBuffer bytes) {
        this.kind = kind;
        this.events = events;
        this.limit = Integer.toUnsignedLong(limit);
        this.bytes = bytes;
        this.body = Body.of(bytes);
        body.checksum();
    }

    Operation operation() {
        return kind.operation();
    }

    Body body() {
        return body;
    }

    /** Returns the buffer behind the body. */
    ByteBuffer bytes() {
        return bytes;
    }

    CompletableFuture<List<R>> answer() {
        return answer;
    }

    @Override
    public int size() {
        return body.size();
    }

    @Override
    public @Nullable RequestException refusal(Limits limits) {
        return kind.refusal(events, limit, limits);
    }

    /**
     * Returns a task that completes the call. The reply is decoded here, because it is lent only until this method
     * returns.
     *
     * @param end why the session ended, or null if it did not or the reason is not known yet
     */
    Runnable ending(Outcome outcome, @Nullable RequestException end) {
        if (outcome instanceof Outcome.Reply reply) {
            return replied(reply.body());
        }
        if (outcome instanceof Outcome.NotExecuted refused) {
            return failed(new InvalidRequestException(refused.reason()));
        }
        if (outcome instanceof Outcome.NotSent notSent) {
            return failed(end == null ? new NotSentException(notSent.why()) : end);
        }
        if (outcome instanceof Outcome.NoCapacity full) {
            return failed(new NotSentException(full.why()));
        }
        if (outcome instanceof Outcome.Forbidden forbidden) {
            return failed(
                    new NotSentException(String.join("; ", forbidden.batches().values())));
        }
        String why = ((Outcome.Unknown) outcome).why();
        return doubtful(why, end == null ? new ClientClosedException(why) : end);
    }

    /** Completes the call with a refusal. */
    void refuse(RequestException why) {
        answer.completeExceptionally(why);
    }

    private Runnable replied(ByteBuffer reply) {
        try {
            List<R> results = kind.decode(reply, events);
            return () -> answer.complete(results);
        } catch (InvalidReplyException broken) {
            return doubtful(String.valueOf(broken.getMessage()), broken);
        } catch (RuntimeException | Error failed) {
            InvalidReplyException broken = new InvalidReplyException(String.valueOf(failed));
            return doubtful(String.valueOf(broken.getMessage()), broken);
        }
    }

    // A read changes nothing, so a missing reply leaves no doubt about the ledger.
    private Runnable doubtful(String why, RequestException cause) {
        return operation().isCreate()
                ? failed(new OutcomeUnknownException(operation(), ids(), why, cause))
                : failed(cause);
    }

    private Runnable failed(RuntimeException failure) {
        return () -> answer.completeExceptionally(failure);
    }

    // Accounts and transfers both begin with their id.
    private List<UInt128> ids() {
        int eventSize = operation().eventSize();
        return IntStream.range(0, events)
                .mapToObj(i -> Bytes.getU128(body.bytes(), i * eventSize))
                .toList();
    }
}
