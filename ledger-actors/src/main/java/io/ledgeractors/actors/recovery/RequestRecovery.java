package io.ledgeractors.actors.recovery;

import io.ledgeractors.model.CreateTransferStatus;
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
 * <p>The very same bytes are sent again under a new session, whose register must have been answered first; a look-up
 * before them would prove nothing. What the second answer leaves open is looked up. If nothing keeps a copy of the lost
 * request from being executed still, the ids of transfers whose refusal might pass later are spent. Reads are repeated.
 *
 * <p>The results are those of the first time wherever that can be known: created, at the original's timestamp, though
 * the ledger now says {@code exists}. Two cases need words: a transfer that failed the first time so that its id was
 * spent answers {@code id_already_failed}, the first status is lost; an imported event that exists counts as created,
 * because nothing tells whether it was there before. Unknown remain accounts whose import was refused as too early
 * while a copy may still come, batches that the new session's limits do not take, and answers of a wrong form.
 *
 * <p>Take {@link #next} and carry it out, tell {@link #answered}, {@link #lost} or {@link #refused}, and so on until it
 * is {@link RecoveryStep.Done}. No clock, no I/O. Not thread-safe.
 */
public final class RequestRecovery {
    private enum Phase {
        RESEND,
        SPEND,
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
    private @Nullable ResendAnalysis findings;

    // Batches, chains or ids from `done` to before `sent` are on their way.
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
     * A request to find out about.
     *
     * @param operation one of those of 0.17
     * @param body as it was sent, with its trailer, between 0 and the limit; not copied, and not changed by anybody
     *     until the end
     * @param before timestamp of the last reply that its session had before it, at least the register's, ns since
     *     1970: what is older was there before. 0 if that is not known any more: what exists then counts as created
     * @param isFenced true if the ledger has ended the session, so that it executes nothing more of it once it has
     *     answered a later register; false if the session was merely abandoned: a copy may still be executed
     * @param freshIds ids that no account has
     * @throws IllegalArgumentException if a 0.17 client has no such operation, or the body is malformed
     */
    public static RequestRecovery of(
            Operation operation, ByteBuffer body, long before, boolean isFenced, Supplier<UInt128> freshIds) {
        if (!operation.isCurrent()) {
            throw new IllegalArgumentException(operation + " is no operation of a 0.17 client");
        }
        return new RequestRecovery(new LostRequest(operation, body), before, isFenced, freshIds);
    }

    /** What to do next, under a session with these limits; the same until it is answered or lost. */
    public RecoveryStep next(Limits limits) {
        RecoveryStep step = null;
        while (step == null && phase != Phase.OVER) {
            step = switch (phase) {
                case RESEND -> resend(limits);
                case SPEND -> spend(limits);
                case LOOK_UP -> lookUp(limits);
                case OVER -> null;
            };
        }
        return step == null
                ? new RecoveryStep.Done(new RecoveredResults(replies, unknown, request.starts, timestamp))
                : step;
    }

    /**
     * Takes the reply to what was last asked for.
     *
     * @param reply little endian, from 0 to the limit; not copied, and not changed by anybody from now on
     * @param replyTimestamp at which the ledger prepared it, ns since 1970
     */
    public void answered(ByteBuffer reply, long replyTimestamp) {
        ByteBuffer body = reply.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        boolean isUnderstood = switch (phase) {
            case RESEND -> resent(body, replyTimestamp);
            case SPEND -> spent(body);
            case LOOK_UP -> lookedUp(body);
            case OVER -> true;
        };
        if (!isUnderstood) {
            giveUp();
        }
    }

    /**
     * The session was lost before the answer came: everything starts over under the next one.
     *
     * @param fenced as in {@link #of}, of the session that was lost now
     */
    public void lost(boolean fenced) {
        isFenced &= fenced;
        startOver();
    }

    /** The ledger does not take what was asked for: nothing can be known. */
    public void refused() {
        giveUp();
    }

    private void startOver() {
        phase = Phase.RESEND;
        results = Bytes.allocate(kind == null ? 0 : RESULT * request.events());
        Arrays.fill(replies, null);
        unknown = new BitSet();
        findings = kind == null ? null : new ResendAnalysis(request, kind, before, isFenced, results);
        begin();
    }

    private void giveUp() {
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
        phase = Phase.SPEND;
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
        ResendAnalysis open = findings;
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

    // ---- ids that a late copy must not create

    private @Nullable RecoveryStep spend(Limits limits) {
        ResendAnalysis open = findings;
        if (open != null && done < open.toSpend.size()) {
            sent = Math.min(open.toSpend.size(), done + limits.eventsMax(Operation.CREATE_TRANSFERS));
            return send(RecoveryStep.Purpose.SPEND, Operation.CREATE_TRANSFERS, sent - done, (index, body, at) -> {
                UInt128 id = request.id(open.toSpend.get(done + index).breaker());
                TransferCodec.encode(IdInvalidation.transfer(id, freshIds.get(), freshIds.get()), body, at);
            });
        }
        begin();
        phase = Phase.LOOK_UP;
        wanted = wanted();
        stored = Bytes.allocate(wanted.size() * TransferCodec.SIZE);
        places.clear();
        return null;
    }

    private boolean spent(ByteBuffer reply) {
        ResendAnalysis open = findings;
        if (open == null || !hasOneBatch(reply, RESULT, sent - done, sent - done)) {
            return false;
        }
        for (int i = done; i < sent; i++) {
            int code = reply.getInt(RESULT * (i - done) + CreateTransferResultCodec.STATUS);
            open.spent(open.toSpend.get(i), CreateTransferStatus.ofCode(code));
        }
        done = sent;
        return true;
    }

    // ---- what is there

    private List<UInt128> wanted() {
        List<UInt128> ids = new ArrayList<>();
        if (findings != null) {
            for (ResendAnalysis.Chain chain : findings.marked) {
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
        if (findings != null) {
            findings.lookedUp(stored, places);
            unknown.or(findings.unknown);
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
