package io.ledgeractors.actors.internal.gateway.server;

import io.ledgeractors.actors.internal.codec.EventMetadata;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The request of another node, as one ask of the batcher. Credit bounds such asks: a node has at most one in flight,
 * and a gateway serves a bounded number of nodes.
 */
final class ForwardedAsk implements EncodedAsk {
    /** A request that the batcher must not get. */
    static final class MalformedRequestException extends Exception {
        private static final long serialVersionUID = 1;

        private final EvictionReason reason;

        MalformedRequestException(EvictionReason reason) {
            super(reason.toString());
            this.reason = reason;
        }

        EvictionReason reason() {
            return reason;
        }
    }

    private final Operation operation;
    private final ByteBuffer events;
    private final int[] counts;
    private final int[] results;
    private final int count;
    private final int resultsOfAll;
    private final boolean isImported;
    private final long order;
    private final Consumer<Outcome> whenDone;
    private boolean isAnswered;

    private ForwardedAsk(
            Operation operation,
            ByteBuffer events,
            int[] counts,
            int[] results,
            boolean isImported,
            long order,
            Consumer<Outcome> whenDone) {
        this.operation = operation;
        this.events = events;
        this.counts = counts;
        this.results = results;
        this.count = Arrays.stream(counts).sum();
        this.resultsOfAll = Arrays.stream(results).sum();
        this.isImported = isImported;
        this.order = order;
        this.whenDone = whenDone;
    }

    /**
     * Returns the ask of a request.
     *
     * @param operation number of the operation on the wire
     * @param body events, and a trailer if the operation has one, from 0 to the limit; nobody changes it
     * @param limits of one request of the node
     * @param order key that all requests of the node have; not 0
     * @param whenDone is called once with the outcome, on the batcher's thread. The body of a reply may be kept
     * @throws MalformedRequestException if the ledger would not accept the request
     */
    static ForwardedAsk of(int operation, ByteBuffer body, Limits limits, long order, Consumer<Outcome> whenDone)
            throws MalformedRequestException {
        Operation known = Operation.ofCode(operation);
        if (known == null || !known.isCurrent()) {
            throw new MalformedRequestException(EvictionReason.INVALID_REQUEST_OPERATION);
        }
        ByteBuffer own = body.slice().order(ByteOrder.LITTLE_ENDIAN);
        int[] counts = counts(known, own);
        int[] results = new int[counts.length];
        boolean isImported = false;
        boolean hasEvents = false;
        long total = 0;
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            int length = counts[i] * known.eventSize();
            ByteBuffer batch = own.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
            results[i] = results(known, batch, counts[i]);
            total += results[i];
            boolean isBatchImported = EventMetadata.isImported(known, batch);
            if (counts[i] > 0) {
                // A server stops at a request whose batches are of both kinds.
                require(!hasEvents || isBatchImported == isImported, EvictionReason.INVALID_REQUEST_BODY);
                isImported = isBatchImported;
                hasEvents = true;
            }
            at += length;
        }
        require(
                limits.fits(known, at / known.eventSize(), counts.length, total),
                EvictionReason.INVALID_REQUEST_BODY_SIZE);
        ByteBuffer events = own.slice(0, at).order(ByteOrder.LITTLE_ENDIAN);
        return new ForwardedAsk(known, events, counts, results, isImported, order, whenDone);
    }

    /** Returns an ask that looks nothing up, so that its results only show that the ledger answers. */
    static ForwardedAsk probe(long order, Consumer<Outcome> whenDone) {
        return new ForwardedAsk(
                Operation.LOOKUP_ACCOUNTS, Bytes.allocate(0), new int[1], new int[1], false, order, whenDone);
    }

    private static int[] counts(Operation operation, ByteBuffer body) throws MalformedRequestException {
        int size = operation.eventSize();
        if (!operation.isMultiBatch()) {
            require(body.limit() % size == 0, EvictionReason.INVALID_REQUEST_BODY_SIZE);
            return new int[] {body.limit() / size};
        }
        int batches = MultiBatch.batches(body, 0, body.limit(), size);
        require(batches > 0, EvictionReason.INVALID_REQUEST_BODY);
        int[] counts = new int[batches];
        for (int i = 0; i < batches; i++) {
            counts[i] = MultiBatch.count(body, 0, body.limit(), i);
        }
        return counts;
    }

    private static int results(Operation operation, ByteBuffer batch, int count) throws MalformedRequestException {
        require(operation.kind() != Operation.Kind.QUERY || count == 1, EvictionReason.INVALID_REQUEST_BODY);
        return Math.min(EventMetadata.results(operation, batch, count), Limits.DEFAULT.resultsMax(operation));
    }

    private static void require(boolean holds, EvictionReason reason) throws MalformedRequestException {
        if (!holds) {
            throw new MalformedRequestException(reason);
        }
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public ByteBuffer events() {
        return events;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int batches() {
        return counts.length;
    }

    @Override
    public int countOf(int index) {
        return counts[index];
    }

    @Override
    public int results() {
        return resultsOfAll;
    }

    @Override
    public int resultsOf(int index) {
        return results[index];
    }

    @Override
    public boolean isForwarded() {
        return true;
    }

    @Override
    public long order() {
        return order;
    }

    @Override
    public boolean isImported() {
        return isImported;
    }

    @Override
    public boolean isBulk() {
        return false;
    }

    @Override
    public boolean hasCredit() {
        return true;
    }

    /** Returns that there is none, because the node that asks has time-outs of its own. */
    @Override
    public long timeoutNanos() {
        return 0;
    }

    @Override
    public boolean isAnswered() {
        return isAnswered;
    }

    @Override
    public boolean arrived() {
        isAnswered = false;
        return false;
    }

    /** Returns true if the results are a copy of the reply's bytes. */
    @Override
    public boolean readsAtOnce() {
        return operation.isMultiBatch();
    }

    @Override
    public void results(ByteBuffer body, long timestamp) {
        done(new Outcome.Reply(body, timestamp));
    }

    @Override
    public void refused(Refusal reason, String message) {
        done(
                switch (reason) {
                    case INVALID -> new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY);
                    case TOO_MUCH_DATA -> new Outcome.NotExecuted(EvictionReason.INVALID_REQUEST_BODY_SIZE);
                    case CLOSED, OVERLOADED, TIMED_OUT ->
                        new Outcome.NotSent("the gateway did not send it: " + message);
                    case UNAVAILABLE, FAILED, DENIED -> new Outcome.NoCapacity(message);
                });
    }

    @Override
    public void unknown(String message) {
        done(new Outcome.Unknown(message));
    }

    private void done(Outcome outcome) {
        isAnswered = true;
        whenDone.accept(outcome);
    }
}
