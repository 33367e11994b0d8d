package io.ledgeractors.streams.internal;

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

/** A batcher that does what the test says: each submission waits for the test to answer it, unless there is a script. */
final class ScriptedGate implements BatchGate {
    /** A submission that waits for its answer. */
    static final class Ask {
        final List<Transfer> transfers = new ArrayList<>();
        final long order;
        final Answer answer;

        private Ask(ByteBuffer bytes, long order, Answer answer) {
            for (int at = 0; at < bytes.limit(); at += TransferCodec.SIZE) {
                transfers.add(TransferCodec.decode(bytes, at));
            }
            this.order = order;
            this.answer = answer;
        }

        /** Ids of the events. */
        List<Long> ids() {
            return transfers.stream().map(transfer -> transfer.id().low()).toList();
        }

        /** Answers as {@link #statusOf} and {@link #timestampOf} tell. */
        void execute() {
            ByteBuffer results = Bytes.allocate(transfers.size() * CreateTransferResultCodec.SIZE);
            for (int i = 0; i < transfers.size(); i++) {
                long id = transfers.get(i).id().low();
                CreateTransferResultCodec.encode(
                        timestampOf(id), statusOf(id), results, i * CreateTransferResultCodec.SIZE);
            }
            answer.results(results.order(ByteOrder.LITTLE_ENDIAN), 1);
        }

        void refuse(Refusal reason) {
            answer.refused(reason, "scripted");
        }

        void unknown() {
            answer.unknown("scripted");
        }
    }

    final CompletableFuture<Long> ready = new CompletableFuture<>();
    private final BlockingQueue<Ask> asks = new LinkedBlockingQueue<>();
    private final AtomicLong keys = new AtomicLong();
    private final int eventsMax;
    private final Consumer<Ask> script;

    private ScriptedGate(int eventsMax, Consumer<Ask> script) {
        this.eventsMax = eventsMax;
        this.script = script;
    }

    /** A gate whose asks wait for the test, see {@link #expect}. */
    static ScriptedGate manual(int eventsMax) {
        List<ScriptedGate> self = new ArrayList<>();
        ScriptedGate gate = new ScriptedGate(eventsMax, ask -> self.get(0).asks.add(ask));
        self.add(gate);
        gate.ready.complete(0L);
        return gate;
    }

    /** A gate that handles each ask itself, on the stage's thread. */
    static ScriptedGate automatic(int eventsMax, Consumer<Ask> script) {
        ScriptedGate gate = new ScriptedGate(eventsMax, script);
        gate.ready.complete(0L);
        return gate;
    }

    /** A gate that is not ready until the test completes {@link #ready}. */
    static ScriptedGate notReady(int eventsMax) {
        return new ScriptedGate(eventsMax, Ask::execute);
    }

    static long timestampOf(long id) {
        return 1_000_000 + id;
    }

    static CreateTransferStatus statusOf(long id) {
        CreateTransferStatus[] all = CreateTransferStatus.values();
        return all[(int) (id % all.length)];
    }

    /** The next ask; fails if there is none within 5 s. */
    Ask expect() throws InterruptedException {
        Ask ask = asks.poll(5, TimeUnit.SECONDS);
        if (ask == null) {
            throw new AssertionError("no batch was sent");
        }
        return ask;
    }

    /** True if nothing is waiting for an answer. */
    boolean isIdle() {
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
    public Sending submit(Operation operation, ByteBuffer events, long order, Answer answer) {
        script.accept(new Ask(events, order, answer));
        return Sending.AT_ONCE;
    }
}
