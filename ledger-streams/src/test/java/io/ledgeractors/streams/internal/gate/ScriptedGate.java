package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A gate whose requests are answered by the test, or by a script. */
public final class ScriptedGate implements RequestGate {
    /** A request that waits for its answer. */
    public static final class Ask {
        public final List<Transfer> transfers = new ArrayList<>();
        public final long order;
        private final Consumer<RawReply> replyTo;

        private Ask(ByteBuffer bytes, long order, Consumer<RawReply> replyTo) {
            for (int at = 0; at < bytes.limit(); at += TransferCodec.SIZE) {
                transfers.add(TransferCodec.decode(bytes, at));
            }
            this.order = order;
            this.replyTo = replyTo;
        }

        /** Returns the ids of the events. */
        public List<Long> ids() {
            return transfers.stream().map(transfer -> transfer.id().low()).toList();
        }

        /** Answers with the results of {@link #statusOf} and {@link #timestampOf}. */
        public void execute() {
            ByteBuffer results = Bytes.allocate(transfers.size() * CreateTransferResultCodec.SIZE);
            for (int i = 0; i < transfers.size(); i++) {
                long id = transfers.get(i).id().low();
                CreateTransferResultCodec.encode(
                        timestampOf(id), statusOf(id), results, i * CreateTransferResultCodec.SIZE);
            }
            replyTo.accept(new RawReply.Results(results.order(ByteOrder.LITTLE_ENDIAN), 1));
        }

        /** Refuses the request. */
        public void refuse(Refusal reason) {
            replyTo.accept(new RawReply.Refused(reason, "scripted"));
        }

        /** Answers that the outcome is unknown. */
        public void unknown() {
            replyTo.accept(new RawReply.Unknown("scripted"));
        }
    }

    /** Completed by the test when the stage may send. */
    public final CompletableFuture<Long> ready = new CompletableFuture<>();

    private final BlockingQueue<Ask> asks = new LinkedBlockingQueue<>();
    private final AtomicLong keys = new AtomicLong();
    private final int eventsMax;
    private final Consumer<Ask> script;

    private ScriptedGate(int eventsMax, Consumer<Ask> script) {
        this.eventsMax = eventsMax;
        this.script = script;
    }

    /** Returns a gate whose requests wait for the test; see {@link #expect}. */
    public static ScriptedGate manual(int eventsMax) {
        List<ScriptedGate> self = new ArrayList<>();
        ScriptedGate gate = new ScriptedGate(eventsMax, ask -> self.get(0).asks.add(ask));
        self.add(gate);
        gate.ready.complete(0L);
        return gate;
    }

    /** Returns a gate that passes each request to a script, on the stage's thread. */
    public static ScriptedGate automatic(int eventsMax, Consumer<Ask> script) {
        ScriptedGate gate = new ScriptedGate(eventsMax, script);
        gate.ready.complete(0L);
        return gate;
    }

    /** Returns a gate that is not ready before the test completes {@link #ready}. */
    public static ScriptedGate notReady(int eventsMax) {
        return new ScriptedGate(eventsMax, Ask::execute);
    }

    /** Returns the timestamp of the result for an id. */
    public static long timestampOf(long id) {
        return 1_000_000 + id;
    }

    /** Returns the status of the result for an id. */
    public static CreateTransferStatus statusOf(long id) {
        CreateTransferStatus[] all = CreateTransferStatus.values();
        return all[(int) (id % all.length)];
    }

    /** Returns the next request; fails if there is none within 5 s. */
    public Ask expect() throws InterruptedException {
        Ask ask = asks.poll(5, TimeUnit.SECONDS);
        if (ask == null) {
            throw new AssertionError("no batch was sent");
        }
        return ask;
    }

    /** Returns true if no request waits for {@link #expect}. */
    public boolean isIdle() {
        return asks.isEmpty();
    }

    @Override
    public CompletionStage<Long> ready() {
        return ready;
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
        return keys.incrementAndGet();
    }

    @Override
    public Ticket submit(
            Operation operation, ByteBuffer events, long order, Consumer<RawReply> replyTo, Runnable whenSent) {
        script.accept(new Ask(events, order, replyTo));
        return Ticket.SENT;
    }
}
