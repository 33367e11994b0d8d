package io.ledgeractors.benchmarks.state;

import io.ledgeractors.benchmarks.turns.TurnResult;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.tck.load.StandardLoad;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongPredicate;

/** A state machine that executes full batches of the standard load, one after the other. Not thread-safe. */
final class FilledState {
    static final int BATCH = 8_189;
    private static final long SEED = 42;
    private static final int CREATED = 0xffff_ffff;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final StateMachine machine;
    private final StandardLoad load;
    private final ByteBuffer request = Bytes.allocateDirect(Header.BODY_MAX);
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private final int[] counts = new int[1];
    private long timestamp = 1_767_225_600_000_000_000L;

    /** Creates a state machine without records. */
    FilledState(RecordStores stores, boolean zipf) {
        machine = new StateMachine(StateSettings.create(), stores);
        load = zipf ? StandardLoad.zipf(SEED) : StandardLoad.uniform(SEED);
    }

    /** Creates the accounts, then at least {@code transfers} transfers. */
    void fill(int transfers) {
        for (int first = 1; first <= StandardLoad.ACCOUNTS; first += StandardLoad.ACCOUNTS / 2) {
            StandardLoad.accounts(request, first, StandardLoad.ACCOUNTS / 2);
            execute(Operation.CREATE_ACCOUNTS, StandardLoad.ACCOUNTS / 2);
        }
        for (int done = 0; done < transfers; done += BATCH) {
            load.transfers(request, BATCH);
            execute(Operation.CREATE_TRANSFERS, BATCH);
            check();
        }
    }

    /** Measures batches for about {@code time}, which includes making the requests; that part is not counted. */
    TurnResult run(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return run(done -> System.nanoTime() - end < 0);
    }

    /** Measures at least {@code transfers} transfers. */
    TurnResult run(int transfers) {
        return run(done -> done < transfers);
    }

    private TurnResult run(LongPredicate goesOn) {
        long processor = 0;
        long wall = 0;
        long done = 0;
        do {
            load.transfers(request, BATCH);
            long processorStart = THREADS.getCurrentThreadCpuTime();
            long wallStart = System.nanoTime();
            execute(Operation.CREATE_TRANSFERS, BATCH);
            wall += System.nanoTime() - wallStart;
            processor += THREADS.getCurrentThreadCpuTime() - processorStart;
            check();
            done += BATCH;
        } while (goesOn.test(done));
        return new TurnResult(done, wall, processor);
    }

    private void execute(Operation operation, int events) {
        counts[0] = events;
        int length = MultiBatch.writeTrailer(request, 0, counts, 1, operation.eventSize());
        timestamp += 10_000_000;
        machine.execute(operation, timestamp, request, 0, length, reply, 0);
    }

    private void check() {
        for (int i = 0; i < BATCH; i++) {
            int status = reply.getInt(i * CreateTransferResultCodec.SIZE + CreateTransferResultCodec.STATUS);
            if (status != CREATED) {
                throw new IllegalStateException("transfer " + i + " failed with status " + status);
            }
        }
    }
}
