package io.ledgeractors.benchmarks.asks;

import io.ledgeractors.actors.BatcherSettings;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.benchmarks.server.LedgerSystem;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.wire.Operation;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The batcher, asked through {@link Ledger} by code outside of actors. */
public final class BatcherAsks extends AskLoop {
    private final LedgerSystem system;
    private final TransferGenerator generator;
    private final LongAdder requests = new LongAdder();

    private BatcherAsks(LedgerSystem system, TransferGenerator generator) {
        this.system = system;
        this.generator = generator;
        system.ledger().record(new LedgerRecorder() {
            @Override
            public void requestSent(Operation operation, int events, int asks, int bytes) {
                requests.increment();
            }
        });
    }

    /** Connects to a server. Blocks the caller until the ledger is ready. */
    public static BatcherAsks open(Target target, TransferGenerator generator) {
        return new BatcherAsks(LedgerSystem.open(target), generator);
    }

    /** Asks a ledger that is ready; closing the contender ends its system. */
    public static BatcherAsks of(LedgerSystem system, TransferGenerator generator) {
        return new BatcherAsks(system, generator);
    }

    /** Asks a batcher whose session replies at once, without a ledger; {@code target} is not used. */
    public static BatcherAsks withoutLedger(Target target, TransferGenerator generator) {
        LedgerSetup setup = LedgerSetup.create(BatcherSettings.DEFAULT, InstantSession::new);
        return new BatcherAsks(LedgerSystem.open(setup), generator);
    }

    @Override
    public long requests() {
        return requests.sum();
    }

    @Override
    public String name() {
        return "batcher";
    }

    @Override
    public void ask(Consumer<@Nullable String> done) {
        system.ledger()
                .createTransfers(List.of(generator.transfer(ThreadLocalRandom.current(), generator.nextIds(1))))
                .whenComplete((reply, error) -> done.accept(TransferReplies.failure(reply, error)));
    }

    @Override
    public void close() {
        system.close();
    }
}
