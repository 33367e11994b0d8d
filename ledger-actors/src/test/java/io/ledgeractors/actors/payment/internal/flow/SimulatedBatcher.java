package io.ledgeractors.actors.payment.internal.flow;

import static io.ledgeractors.actors.payment.internal.flow.VirtualTime.MILLI;

import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.internal.batching.BatcherCore;
import io.ledgeractors.actors.internal.batching.Effects;
import io.ledgeractors.actors.internal.batching.QueueBounds;
import io.ledgeractors.actors.internal.batching.SessionInfo;
import io.ledgeractors.actors.internal.batching.Timing;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The batcher of a node, which runs the real rules over sessions that lose requests. A session is evicted before or
 * after its request was executed, or it is given up while a copy of the request is on its way. That copy arrives late
 * or never. Then a new session is registered, and the rules find out what the request did. The batcher itself sometimes
 * crashes and goes on as the actor does.
 */
final class SimulatedBatcher implements Effects<SimulatedAsk> {
    private static final Timing TIMING = new Timing(200_000, 0, 4_000 * MILLI);
    private static final QueueBounds QUEUE = new QueueBounds(1_000, 100_000);

    /** The ledger takes requests of an evicted session until it has registered the next one. */
    private static final class Session {
        @Nullable
        SessionInfo opened;

        boolean isLost;
        boolean isFenced;
        boolean isOver;
    }

    private interface Decoder<R> {
        R decode(ByteBuffer bytes, int offset);
    }

    private final VirtualTime time;
    private final VirtualLedger ledger;
    private final double faults;
    private final BatcherCore<SimulatedAsk> core;
    private Session session = new Session();
    private boolean isDead;

    /** Creates a batcher whose first session is about to be registered. */
    SimulatedBatcher(VirtualTime time, VirtualLedger ledger, double faults) {
        this.time = time;
        this.ledger = ledger;
        this.faults = faults;
        this.core = new BatcherCore<>(
                QUEUE, TIMING, this, () -> UInt128.of(time.random.nextLong() >>> 1 | 1, time.random.nextLong()), false);
        register(null);
    }

    /** Stops the batcher, because its node is gone. Its requests may still arrive. */
    void die() {
        isDead = true;
    }

    // ---- asks

    void create(List<Transfer> transfers, Consumer<LedgerReply.Outcome<CreateTransferResult>> replyTo) {
        SimulatedAsk ask = SimulatedAsk.create(
                transfers,
                this::breaks,
                asker(CreateTransferResultCodec::decode, CreateTransferResultCodec.SIZE, replyTo));
        time.within(2, () -> guarded(() -> core.ask(ask, time.now())));
    }

    void lookUp(List<UInt128> ids, Consumer<LedgerReply.Outcome<Transfer>> replyTo) {
        SimulatedAsk ask =
                SimulatedAsk.lookUp(ids, this::breaks, asker(TransferCodec::decode, TransferCodec.SIZE, replyTo));
        time.within(2, () -> guarded(() -> core.ask(ask, time.now())));
    }

    private boolean breaks() {
        return time.happens(faults / 100);
    }

    // Every answer arrives in a message of its own.
    private <R> SimulatedAsk.Asker asker(Decoder<R> decoder, int size, Consumer<LedgerReply.Outcome<R>> replyTo) {
        return new SimulatedAsk.Asker() {
            @Override
            public void results(ByteBuffer results, long timestamp) {
                List<R> decoded = new ArrayList<>();
                for (int at = 0; at < results.limit(); at += size) {
                    decoded.add(decoder.decode(results, at));
                }
                time.within(2, () -> replyTo.accept(new LedgerReply.Results<>(decoded, timestamp)));
            }

            @Override
            public void failed(boolean isUnknown, String why, Refusal reason) {
                time.count(isUnknown ? "batcher: unknown" : "batcher: " + reason);
                LedgerReply.Outcome<R> reply =
                        isUnknown ? new LedgerReply.Unknown<>(List.of(), why) : new LedgerReply.Refused<>(reason, why);
                time.within(2, () -> replyTo.accept(reply));
            }
        };
    }

    private void guarded(Runnable call) {
        Runnable next = isDead ? null : call;
        while (next != null) {
            try {
                next.run();
                next = null;
            } catch (SimulatedFailure failure) {
                time.count("batcher crashed");
                next = () -> core.recover(time.now());
            }
        }
    }

    // ---- sessions

    private void register(@Nullable Session before) {
        time.at(time.now() + time.random.nextInt(before == null ? 20 : 2_000) * MILLI, () -> registerWhenThere(before));
    }

    private void registerWhenThere(@Nullable Session before) {
        if (isDead) {
            return;
        }
        if (!ledger.isThere(time.now())) {
            time.at(ledger.backAt(), () -> registerWhenThere(before));
            return;
        }
        if (before != null) {
            before.isOver = before.isFenced;
        }
        SessionInfo opened = ledger.register(Limits.DEVELOPMENT, time.now());
        time.within(10, () -> {
            session = new Session();
            session.opened = opened;
            guarded(() -> core.registered(opened, time.now()));
        });
    }

    private void lose(long requestNumber, Session lost, boolean isFenced) {
        time.count(isFenced ? "session evicted" : "session given up");
        lost.isLost = true;
        lost.isFenced = isFenced;
        guarded(() -> {
            core.lost(requestNumber, "the session was lost", isFenced, time.now());
            core.suspended();
        });
        if (!isFenced && time.random.nextInt(3) == 0) {
            guarded(() -> core.refuseUnsent("two sessions were given up"));
        }
        register(lost);
    }

    @Override
    public void submit(long requestNumber, Operation operation, Body body, int events, int asks, long waited) {
        time.counts.merge("requests with more than one ask", asks > 1 ? 1 : 0, Integer::sum);
        ByteBuffer copy = Bytes.allocate(body.size());
        copy.put(0, body.bytes(), 0, body.size());
        Session by = session;
        switch (time.happens(faults / 2) ? time.random.nextInt(5) : -1) {
            case 0 ->
                time.within(
                        20,
                        () -> guarded(() -> core.outcome(requestNumber, new Outcome.NotSent("not now"), time.now())));
            case 1 ->
                time.within(20, () -> {
                    lose(requestNumber, by, true);
                    executeLater(500, by, operation, copy);
                });
            case 2 -> {
                executeLater(20, by, operation, copy);
                time.at(time.now() + 20 * MILLI, () -> lose(requestNumber, by, true));
            }
            case 3 -> {
                executeLater(30_000, by, operation, copy);
                time.within(3_000, () -> lose(requestNumber, by, false));
            }
            case 4 -> time.within(3_000, () -> lose(requestNumber, by, false));
            default -> time.within(20, () -> answer(requestNumber, operation, copy));
        }
    }

    // Some copies never arrive.
    private void executeLater(int millis, Session by, Operation operation, ByteBuffer body) {
        if (time.random.nextInt(4) == 0) {
            return;
        }
        time.within(millis, () -> {
            if (!by.isOver) {
                time.count("late copy");
                ledger.execute(operation, body, time.now());
            }
        });
    }

    private void answer(long requestNumber, Operation operation, ByteBuffer body) {
        if (!ledger.isThere(time.now())) {
            time.at(ledger.backAt(), () -> answer(requestNumber, operation, body));
            return;
        }
        Outcome.Reply reply = ledger.execute(operation, body, time.now());
        time.within(10, () -> guarded(() -> core.outcome(requestNumber, reply, time.now())));
    }

    // ---- effects of the rules

    @Override
    public void results(SimulatedAsk ask, ByteBuffer results, long timestamp) {
        ask.isAnswered = true;
        ask.asker.results(results, timestamp);
    }

    @Override
    public void refused(SimulatedAsk ask, Refusal reason, String message) {
        ask.isAnswered = true;
        ask.asker.failed(false, message, reason);
    }

    @Override
    public void unknown(SimulatedAsk ask, String message) {
        ask.isAnswered = true;
        ask.asker.failed(true, message, Refusal.FAILED);
    }

    @Override
    public void wake(long nanos) {
        time.at(time.now() + Math.max(1_000, nanos), () -> guarded(() -> core.tick(time.now())));
    }

    // The session reports that it is still open, or a new one is registered.
    @Override
    public void doubtful() {
        Session present = session;
        time.at(time.now() + 50 * MILLI, () -> {
            SessionInfo opened = present.opened;
            if (present == session && opened != null && !present.isLost) {
                guarded(() -> core.registered(opened, time.now()));
            }
        });
    }

    @Override
    public void answered(Operation operation, int events, int asks, long nanos) {
        time.count("batcher: requests");
    }

    @Override
    public void resolved(Operation operation, int events, int asks) {
        time.count("batcher: resolved");
    }

    @Override
    public void drained() {
        throw new AssertionError("no one has closed the intake of the batcher");
    }
}
