package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.streams.TestTransfers;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A gate to a model of a ledger that knows ids, chains and one reason to reject. The gate may lose requests and replies
 * or refuse requests as OVERLOADED. Requests are executed on one thread, concurrently with the stage.
 */
public final class ModelGate implements RequestGate {
    /** Transfers with this code are rejected. */
    public static final int BAD_CODE = 99;

    private final Executor executor;
    private final Random random;
    private final int eventsMax;
    private final int troubleOneOf;
    // The test reads this while the executor's thread may still add, because a cancelled stream completes what it took.
    private final Map<UInt128, Transfer> created = new ConcurrentHashMap<>();
    // The executor's thread uses this until the stream has ended.
    private final List<List<Transfer>> requests = new ArrayList<>();
    private long clock = 1_000;

    /** Creates a gate that disturbs three of {@code troubleOneOf} requests, or none if this is 0. */
    public ModelGate(Executor executor, Random random, int eventsMax, int troubleOneOf) {
        this.executor = executor;
        this.random = random;
        this.eventsMax = eventsMax;
        this.troubleOneOf = troubleOneOf;
    }

    /** Returns the transfers in the ledger. */
    public Map<UInt128, Transfer> created() {
        return created;
    }

    /** Returns the transfers of each create request, including requests that were sent again. */
    public List<List<Transfer>> requests() {
        return requests;
    }

    @Override
    public CompletionStage<Long> ready() {
        return CompletableFuture.completedFuture(1L);
    }

    @Override
    public Limits limits() {
        return Limits.DEFAULT;
    }

    @Override
    public int eventsMax(Operation operation) {
        return eventsMax;
    }

    @Override
    public long newOrderKey() {
        return 1;
    }

    @Override
    public Ticket submit(
            Operation operation, ByteBuffer events, long order, Consumer<RawReply> replyTo, Runnable whenSent) {
        executor.execute(() -> {
            switch (troubleOneOf == 0 ? -1 : random.nextInt(troubleOneOf)) {
                case 0 -> replyTo.accept(new RawReply.Refused(Refusal.OVERLOADED, "full"));
                case 1 -> replyTo.accept(new RawReply.Unknown("the request was lost"));
                case 2 -> {
                    execute(operation, events);
                    replyTo.accept(new RawReply.Unknown("the reply was lost"));
                }
                default -> replyTo.accept(new RawReply.Results(execute(operation, events), clock));
            }
        });
        return Ticket.SENT;
    }

    private ByteBuffer execute(Operation operation, ByteBuffer events) {
        return operation == Operation.LOOKUP_TRANSFERS ? lookup(events) : create(events);
    }

    private ByteBuffer lookup(ByteBuffer ids) {
        List<Transfer> found = new ArrayList<>();
        for (int at = 0; at < ids.limit(); at += 16) {
            Transfer transfer = created.get(Bytes.getU128(ids, at));
            if (transfer != null) {
                found.add(transfer);
            }
        }
        ByteBuffer results = Bytes.allocate(found.size() * TransferCodec.SIZE);
        for (int i = 0; i < found.size(); i++) {
            TransferCodec.encode(found.get(i), results, i * TransferCodec.SIZE);
        }
        return results;
    }

    private ByteBuffer create(ByteBuffer events) {
        List<Transfer> transfers = new ArrayList<>();
        for (int at = 0; at < events.limit(); at += TransferCodec.SIZE) {
            transfers.add(TransferCodec.decode(events, at));
        }
        requests.add(transfers);
        ByteBuffer results = Bytes.allocate(transfers.size() * CreateTransferResultCodec.SIZE);
        clock++;
        for (int first = 0; first < transfers.size(); ) {
            int last = first;
            while (last < transfers.size() - 1 && TestTransfers.isLinked(transfers.get(last))) {
                last++;
            }
            create(transfers, first, last, results);
            first = last + 1;
        }
        return results;
    }

    private void create(List<Transfer> transfers, int first, int last, ByteBuffer results) {
        int breaker = -1;
        for (int i = first; i <= last && breaker < 0; i++) {
            boolean isBad = transfers.get(i).code() == BAD_CODE;
            breaker = isBad || created.containsKey(transfers.get(i).id()) ? i : -1;
        }
        for (int i = first; i <= last; i++) {
            Transfer transfer = transfers.get(i);
            Transfer there = created.get(transfer.id());
            long timestamp = ++clock;
            CreateTransferStatus status = CreateTransferStatus.LinkedEventFailed;
            if (breaker < 0) {
                status = CreateTransferStatus.Created;
                created.put(
                        transfer.id(), transfer.toBuilder().timestamp(timestamp).build());
            } else if (i == breaker && there != null) {
                status = CreateTransferStatus.Exists;
                timestamp = there.timestamp();
            } else if (i == breaker) {
                status = CreateTransferStatus.AccountsMustBeDifferent;
            }
            CreateTransferResultCodec.encode(timestamp, status, results, i * CreateTransferResultCodec.SIZE);
        }
    }
}
