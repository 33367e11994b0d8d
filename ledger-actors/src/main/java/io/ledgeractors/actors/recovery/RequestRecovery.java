package io.ledgeractors.actors.recovery;

import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a request did whose reply was lost with its session.
 *
 * <p>The same bytes are sent again under a new session, whose register must have been answered before. A look-up before
 * that would prove nothing, because the ledger may still execute the lost request. Events that the results of the
 * resend leave open are looked up. If a copy of the lost request may still be executed, the ids of transfers are
 * invalidated whose refusal might pass later. A lost read is simply repeated.
 *
 * <p>The results are those of the first execution wherever that can be known. So an event that now {@code exists} is
 * reported as created, at its original timestamp. Two cases differ. A transfer whose first refusal invalidated its id
 * is reported as {@code id_already_failed}, because the first status is lost. An imported event that exists is reported
 * as created, because nothing tells whether it existed before. Some events remain unknown. These are accounts whose
 * import was refused as too early while a copy may still come, and batches that do not fit into a request of the new
 * session. Events of replies with a wrong form remain unknown too.
 *
 * <p>Call {@link #next}, carry the step out, and call {@link #answered}, {@link #lost} or {@link #refused}, until the
 * step is {@link RecoveryStep.Done}. It has no clock and no I/O. Not thread-safe.
 */
public final class RequestRecovery {
    private enum Phase {
        RESEND,
        INVALIDATE,
        LOOK_UP,
        OVER
    }

    private static final int RESULT = CreateTransferResultCodec.SIZE;

    private final LostRequest request;
    private final @Nullable RecordType kind;
    private final long before;
    private final Supplier<UInt128> freshIds;
    private boolean isFenced;

    private Phase phase = Phase.RESEND;
    private ByteBuffer results = Bytes.allocate(0);
    private @Nullable ByteBuffer[] replies;
    private long timestamp;
    private BitSet unknown = new BitSet();
    private @Nullable ResendAnalysis analysis;

    // The batches, chains or ids from `done` to before `sent` are with the session.
    private int done;
    private int sent;
    private List<UInt128> wanted = List.of();
    private ByteBuffer stored = Bytes.allocate(0);
    private final Map<UInt128, Integer> places = new HashMap<>();

    private RequestRecovery(LostRequest request, long before, boolean isFenced, Supplier<UInt128> freshIds) {
        this.request = request;
        this.kind = kind(request.operation);
        this.before = before;
        this.isFenced = isFenced;
        this.freshIds = freshIds;
        this.replies = new @Nullable ByteBuffer[request.batches()];
        startOver();
    }

    /**
     * Creates the recovery of a request.
     *
     * @param operation an operation of 0.17
     * @param body the request as it was sent, with its trailer, from 0 to the limit. It is not copied and must not
     *     change until the recovery is over
     * @param before timestamp of the last reply that the session had before the request, at least that of the register,
     *     in ns since 1970. A record of that time or before was not created by the request. 0 if the timestamp is not
     *     known; everything that exists then counts as created
     * @param isFenced true if the ledger has ended the session. The ledger then executes no request of that session any
     *     more once it has answered a later register. False if the session was merely abandoned, so that a copy may
     *     still be executed
     * @param freshIds gives ids that no account has
     * @throws IllegalArgumentException if a 0.17 client has no such operation, or the body is malformed
     */
    public static RequestRecovery of(
            Operation operation, ByteBuffer body, long before, boolean isFenced, Supplier<UInt128> freshIds) {
        if (!operation.isCurrent()) {
            throw new IllegalArgumentException(operation + " is no operation of a 0.17 client");
        }
        return new RequestRecovery(new LostRequest(operation, body), before, isFenced, freshIds);
    }

    /** Returns the next step under a session with these limits. It stays the same until it is answered or lost. */
    public RecoveryStep next(Limits limits) {
        RecoveryStep step = null;
        while (step == null && phase != Phase.OVER) {
            step = switch (phase) {
                case RESEND -> resend(limits);
                case INVALIDATE -> invalidate(limits);
                case LOOK_UP -> lookUp(limits);
                case OVER -> null;
            };
        }
        return step == null
                ? new RecoveryStep.Done(new RecoveredResults(replies, unknown, request.starts, timestamp))
                : step;
    }

    /**
     * Takes the reply to the last step.
     *
     * @param reply little endian, from 0 to the limit; it is not copied and must not change any more
     * @param replyTimestamp time at which the ledger prepared it, ns since 1970
     */
    public void answered(ByteBuffer reply, long replyTimestamp) {
        ByteBuffer body = reply.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        boolean isUnderstood = switch (phase) {
            case RESEND -> resent(body, replyTimestamp);
            case INVALIDATE -> invalidated(body);
            case LOOK_UP -> lookedUp(body);
            case OVER -> true;
        };
        if (!isUnderstood) {
            endUnknown();
        }
    }

    /**
     * Tells that the session was lost before the reply came. The recovery starts over under the next session.
     *
     * @param fenced true if the ledger has ended the session that was lost now, as in {@link #of}
     */
    public void lost(boolean fenced) {
        isFenced &= fenced;
        startOver();
    }

    /** Tells that the ledger does not accept the last step. Then nothing can be found out about the request. */
    public void refused() {
        endUnknown();
    }

    private void startOver() {
        phase = Phase.RESEND;
        results = Bytes.allocate(kind == null ? 0 : RESULT * request.events());
        Arrays.fill(replies, null);
        unknown = new BitSet();
        analysis = kind == null ? null : new ResendAnalysis(request, kind, before, isFenced, results);
        begin();
    }

    private void endUnknown() {
        phase = Phase.OVER;
        unknown.set(0, request.events());
        Arrays.fill(replies, null);
    }

    private void begin() {
        done = 0;
        sent = 0;
    }

    // ---- the same bytes again

    private @Nullable RecoveryStep resend(Limits limits) {
        while (done < request.batches()) {
            sent = request.fitting(done, limits);
            if (sent > done) {
                int events = request.starts[sent] - request.starts[done];
                return new RecoveryStep.Send(
                        RecoveryStep.Purpose.RESEND, request.operation, request.body(done, sent), events, sent - done);
            }
            unknown.set(request.starts[done], request.starts[done + 1]);
            done++;
        }
        begin();
        phase = Phase.INVALIDATE;
        return null;
    }

    private boolean resent(ByteBuffer reply, long replyTimestamp) {
        if (!isReplyTo(reply)) {
            return false;
        }
        timestamp = replyTimestamp;
        int at = 0;
        for (int batch = done; batch < sent; batch++) {
            int count = resultsOf(reply, batch - done);
            int length = count * request.operation.resultSize();
            take(batch, reply, at, length, replyTimestamp);
            at += length;
        }
        done = sent;
        return true;
    }

    private void take(int batch, ByteBuffer reply, int at, int length, long replyTimestamp) {
        ResendAnalysis open = analysis;
        if (open == null) {
            replies[batch] = reply.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
        } else {
            int start = RESULT * request.starts[batch];
            results.put(start, reply, at, length);
            replies[batch] = results.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
            open.examine(batch, replyTimestamp);
        }
    }

    private boolean isReplyTo(ByteBuffer reply) {
        Operation operation = request.operation;
        if (!operation.isMultiBatch()) {
            return reply.limit() % operation.resultSize() == 0;
        }
        return MultiBatch.batches(reply, 0, reply.limit(), operation.resultSize()) == sent - done
                && IntStream.range(done, sent).allMatch(batch -> isReplyTo(batch, resultsOf(reply, batch - done)));
    }

    private boolean isReplyTo(int batch, int count) {
        return switch (request.operation.kind()) {
            case CREATE -> count == request.eventsOf(batch);
            case LOOKUP -> count <= request.eventsOf(batch);
            default -> true;
        };
    }

    private int resultsOf(ByteBuffer reply, int index) {
        return request.operation.isMultiBatch()
                ? MultiBatch.count(reply, 0, reply.limit(), index)
                : reply.limit() / request.operation.resultSize();
    }

    // ---- ids that a late copy of the lost request must not create

    private @Nullable RecoveryStep invalidate(Limits limits) {
        ResendAnalysis open = analysis;
        if (open != null && done < open.toInvalidate.size()) {
            sent = Math.min(open.toInvalidate.size(), done + limits.eventsMax(Operation.CREATE_TRANSFERS));
            return send(RecoveryStep.Purpose.INVALIDATE, Operation.CREATE_TRANSFERS, sent - done, (index, body, at) -> {
                int event = open.toInvalidate.get(done + index).breaker();
                Transfer breaker = IdInvalidation.transfer(
                        request.id(event),
                        request.ledgerOfTransfer(event),
                        request.codeOfTransfer(event),
                        freshIds.get(),
                        freshIds.get());
                TransferCodec.encode(breaker, body, at);
            });
        }
        begin();
        phase = Phase.LOOK_UP;
        wanted = wanted();
        stored = Bytes.allocate(wanted.size() * TransferCodec.SIZE);
        places.clear();
        return null;
    }

    private boolean invalidated(ByteBuffer reply) {
        ResendAnalysis open = analysis;
        if (open == null || !hasOneBatch(reply, RESULT, sent - done, sent - done)) {
            return false;
        }
        for (int i = done; i < sent; i++) {
            int code = reply.getInt(RESULT * (i - done) + CreateTransferResultCodec.STATUS);
            open.invalidated(open.toInvalidate.get(i), CreateTransferStatus.ofCode(code));
        }
        done = sent;
        return true;
    }

    // ---- look-up

    private List<UInt128> wanted() {
        List<UInt128> ids = new ArrayList<>();
        if (analysis != null) {
            for (ResendAnalysis.Chain chain : analysis.toLookUp) {
                for (int event = chain.first(); event <= chain.last(); event++) {
                    ids.add(request.id(event));
                }
            }
        }
        return ids;
    }

    private @Nullable RecoveryStep lookUp(Limits limits) {
        if (kind != null && done < wanted.size()) {
            sent = Math.min(wanted.size(), done + limits.eventsMax(kind.lookup));
            return send(
                    RecoveryStep.Purpose.LOOK_UP,
                    kind.lookup,
                    sent - done,
                    (index, body, at) -> Bytes.putU128(body, at, wanted.get(done + index)));
        }
        if (analysis != null) {
            analysis.lookedUp(stored, places);
            unknown.or(analysis.unknown);
        }
        phase = Phase.OVER;
        return null;
    }

    private boolean lookedUp(ByteBuffer reply) {
        if (!hasOneBatch(reply, TransferCodec.SIZE, 0, sent - done)) {
            return false;
        }
        int found = MultiBatch.count(reply, 0, reply.limit(), 0);
        for (int i = 0; i < found; i++) {
            int at = TransferCodec.SIZE * places.size();
            UInt128 id = Bytes.getU128(reply, TransferCodec.SIZE * i);
            if (places.putIfAbsent(id, at) == null) {
                stored.put(at, reply, TransferCodec.SIZE * i, TransferCodec.SIZE);
            }
        }
        done = sent;
        return true;
    }

    // ---- requests of one batch

    private interface Encoder {
        void encode(int index, ByteBuffer body, int at);
    }

    private static RecoveryStep send(RecoveryStep.Purpose purpose, Operation operation, int events, Encoder encoder) {
        int size = operation.eventSize();
        ByteBuffer body = Bytes.allocate(events * size + MultiBatch.trailerSize(1, size));
        for (int i = 0; i < events; i++) {
            encoder.encode(i, body, i * size);
        }
        MultiBatch.writeTrailer(body, 0, new int[] {events}, 1, size);
        return new RecoveryStep.Send(purpose, operation, body, events, 1);
    }

    private static boolean hasOneBatch(ByteBuffer reply, int size, int atLeast, int atMost) {
        if (MultiBatch.batches(reply, 0, reply.limit(), size) != 1) {
            return false;
        }
        int count = MultiBatch.count(reply, 0, reply.limit(), 0);
        return count >= atLeast && count <= atMost;
    }

    private static @Nullable RecordType kind(Operation operation) {
        return switch (operation) {
            case CREATE_ACCOUNTS -> RecordType.ACCOUNTS;
            case CREATE_TRANSFERS -> RecordType.TRANSFERS;
            default -> null;
        };
    }
}
