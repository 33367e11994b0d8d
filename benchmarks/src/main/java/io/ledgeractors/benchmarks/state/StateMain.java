package io.ledgeractors.benchmarks.state;

import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.tck.load.StandardLoad;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Fills a state machine and measures a million transfers more; a process of its own. */
public final class StateMain {
    private static final int BATCH = 8_189;
    private static final int MEASURED = 1_000_000;
    private static final int WARM_UP = 2_000_000;
    private static final int WARM_UPS = 3;
    private static final long SEED = 42;
    private static final int CREATED = 0xffff_ffff;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final StateMachine machine;
    private final StandardLoad load;
    private final ByteBuffer request = Bytes.allocateDirect(Header.BODY_MAX);
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private final int[] counts = new int[1];
    private long timestamp = 1_767_225_600_000_000_000L;

    private StateMain(RecordStores stores, boolean zipf) {
        machine = new StateMachine(StateSettings.create(), stores);
        load = zipf ? StandardLoad.zipf(SEED) : StandardLoad.uniform(SEED);
    }

    /** Arguments: transfers present before the measurement, contender, a directory for records in files. */
    public static void main(String[] arguments) throws IOException {
        int present = Integer.parseInt(arguments[0]);
        Contender contender = Contender.valueOf(arguments[1]);
        Path directory = Path.of(arguments[2]);
        if (contender == Contender.FILES) {
            try (RecordFiles files = new RecordFiles(new FileDisk(), directory, RecordFiles.CACHE_DEFAULT / 4)) {
                new StateMain(files, false).fill(Math.min(WARM_UP, 2 * present));
            }
            try (RecordFiles files = new RecordFiles(new FileDisk(), directory, RecordFiles.CACHE_DEFAULT)) {
                measure(files, false, present);
            }
        } else {
            boolean zipf = contender == Contender.ZIPF;
            for (int i = 0; i < WARM_UPS; i++) {
                new StateMain(RecordStores.offHeap(), zipf).fill(Math.min(WARM_UP, 2 * present));
            }
            measure(RecordStores.offHeap(), zipf, present);
        }
    }

    private static void measure(RecordStores stores, boolean zipf, int present) {
        long heapBefore = heap();
        new StateMain(stores, zipf).measure(present, heapBefore);
    }

    private void measure(int present, long heapBefore) {
        fill(present);
        long processor = 0;
        long wall = 0;
        int done = 0;
        while (done < MEASURED) {
            load.transfers(request, BATCH);
            long processorStart = THREADS.getCurrentThreadCpuTime();
            long wallStart = System.nanoTime();
            execute(Operation.CREATE_TRANSFERS, BATCH);
            wall += System.nanoTime() - wallStart;
            processor += THREADS.getCurrentThreadCpuTime() - processorStart;
            check();
            done += BATCH;
        }
        int total = done + (present + BATCH - 1) / BATCH * BATCH;
        System.out.println(
                new StateResult(done * 1e9 / processor, done * 1e9 / wall, (double) (heap() - heapBefore) / total)
                        .line());
    }

    private void fill(int transfers) {
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

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
