package io.ledgeractors.embedded;

import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.LedgerFullException;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.tck.load.StandardLoad;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs a state machine in a JVM of its own with little memory. Prints how much memory the state machine takes, and how
 * it acts when no memory is left.
 */
public final class MemoryProbe {
    private static final int BATCH = 8_189;
    private static final int SAMPLES = 20;
    private static final long SEED = 42;

    /** Memory that is freed when the ledger is full, because printing the result takes memory, too. */
    private byte @Nullable [] ballast = new byte[4 << 20];

    private final ByteBuffer request = Bytes.allocateDirect(Header.BODY_MAX);
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private final int[] counts = new int[1];
    private final StandardLoad load = StandardLoad.uniform(SEED);
    private final RecordFiles files;
    private final StateMachine machine;
    private long timestamp = 1_767_225_600_000_000_000L;

    private MemoryProbe(Path directory, long cache) {
        files = new RecordFiles(new FileDisk(), directory, cache, 1);
        machine = new StateMachine(StateSettings.create(), files);
    }

    /**
     * Runs the probe. Arguments: {@code fill} or {@code exhaust}, a directory, bytes of the cache, number of transfers.
     */
    public static void main(String[] arguments) throws Exception {
        long before = heap();
        MemoryProbe probe = new MemoryProbe(Path.of(arguments[1]), Long.parseLong(arguments[2]));
        probe.createAccounts();
        if (arguments[0].equals("fill")) {
            probe.fill(Integer.parseInt(arguments[3]), before);
        } else {
            probe.exhaust();
        }
        probe.files.close();
    }

    private void fill(int transfers, long before) {
        double most = 0;
        int done = 0;
        for (int sample = 1; sample <= SAMPLES; sample++) {
            double peak = 0;
            while (done < (long) transfers * sample / SAMPLES) {
                createTransfers();
                done += BATCH;
                peak = Math.max(peak, (double) machine.heapBytes() / done);
            }
            double held = (double) (heap() - before) / done;
            // With fewer transfers, the least memory of a ledger outweighs that of the transfers.
            if (sample > SAMPLES / 2) {
                most = Math.max(most, Math.max(held, peak));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d transfers, at most %.1f B of heap each, records %d MiB, cache %d MiB%n",
                done,
                most,
                (long) done * (128 + 80) >> 20,
                files.cacheBytes() >> 20);
    }

    private void exhaust() {
        long done = 0;
        long refused = 0;
        createTransfers();
        audit();
        while (refused < 20) {
            load.transfers(request, BATCH);
            try {
                execute(Operation.CREATE_TRANSFERS, BATCH);
                done += BATCH;
            } catch (LedgerFullException full) {
                refused++;
            }
        }
        audit();
        ballast = null;
        System.out.printf(Locale.ROOT, "%d transfers, %d requests refused, books balance%n", done, refused);
    }

    private void audit() {
        long debits = 0;
        long credits = 0;
        for (int first = 1; first <= StandardLoad.ACCOUNTS; first += 5_000) {
            for (int i = 0; i < 5_000; i++) {
                request.putLong(i * 16, first + i).putLong(i * 16 + 8, 0);
            }
            execute(Operation.LOOKUP_ACCOUNTS, 5_000);
            for (int i = 0; i < 5_000; i++) {
                int at = i * AccountCodec.SIZE;
                if (reply.getLong(at + AccountCodec.ID) != first + i) {
                    throw new IllegalStateException("account " + (first + i) + " is gone");
                }
                debits += reply.getLong(at + AccountCodec.DEBITS_POSTED);
                credits += reply.getLong(at + AccountCodec.CREDITS_POSTED);
            }
        }
        if (debits != credits || debits == 0) {
            throw new IllegalStateException("debits " + debits + ", credits " + credits);
        }
    }

    private void createAccounts() {
        for (int first = 1; first <= StandardLoad.ACCOUNTS; first += 5_000) {
            StandardLoad.accounts(request, first, 5_000);
            execute(Operation.CREATE_ACCOUNTS, 5_000);
        }
    }

    private void createTransfers() {
        load.transfers(request, BATCH);
        execute(Operation.CREATE_TRANSFERS, BATCH);
        for (int i = 0; i < BATCH; i++) {
            if (reply.getInt(i * 16 + 8) != -1) {
                throw new IllegalStateException("transfer " + i + " failed with " + reply.getInt(i * 16 + 8));
            }
        }
    }

    private void execute(Operation operation, int events) {
        counts[0] = events;
        int length = MultiBatch.writeTrailer(request, 0, counts, 1, operation.eventSize());
        timestamp += 10_000_000;
        machine.execute(operation, timestamp, request, 0, length, reply, 0);
    }

    private static long heap() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
