package io.ledgeractors.embedded.state;

import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * By hand: how fast the state machine alone takes the standard load, and how much heap it holds. The processor
 * time of its thread counts, so that others on the machine disturb little.
 *
 * <p>Arguments: transfers present before 1,000,000 are measured, by default 1,000,000; {@code zipf} picks accounts
 * by Zipf's law.
 */
final class StateThroughput {
    private static final int ACCOUNTS = 10_000;
    private static final int BATCH = 8189;
    private static final int WINDOW = 1_000_000;
    private static final long SEED = 42;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final StateMachine machine = new StateMachine(StateSettings.create());
    private final ByteBuffer request = Bytes.allocateDirect(Header.BODY_MAX);
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);
    private final int[] one = {BATCH};
    private final double[] zipf;
    private long timestamp = 1_767_225_600_000_000_000L;
    private long sequence;
    private long lastPending;

    private StateThroughput(boolean zipf) {
        this.zipf = zipf ? zipfTable() : new double[0];
    }

    public static void main(String[] arguments) {
        int transfers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        boolean zipf = arguments.length > 1 && arguments[1].equals("zipf");
        for (int round = 0; round < 8; round++) {
            new StateThroughput(zipf).run(transfers);
        }
    }

    private void run(int transfers) {
        long heapBefore = heap();
        createAccounts();
        for (int i = 0; i < transfers / BATCH; i++) {
            executeOne();
        }
        long[] times = new long[WINDOW / BATCH];
        for (int i = 0; i < times.length; i++) {
            times[i] = executeOne();
        }
        Arrays.sort(times);
        long done = (long) (transfers / BATCH + times.length) * BATCH;
        System.out.printf(
                Locale.ROOT,
                "with %,d present: %,.0f transfers/s (fastest tenth of batches %,.0f/s, slowest %.1f ms); heap %.1f B%n",
                transfers,
                (double) BATCH * times.length * 1e9 / Arrays.stream(times).sum(),
                BATCH * 1e9 / times[times.length / 10],
                times[times.length - 1] / 1e6,
                (double) (heap() - heapBefore) / done);
    }

    private long executeOne() {
        fill();
        long start = THREADS.getCurrentThreadCpuTime();
        execute(Operation.CREATE_TRANSFERS, BATCH);
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private void createAccounts() {
        for (int from = 0; from < ACCOUNTS; from += ACCOUNTS / 2) {
            for (int i = 0; i < ACCOUNTS / 2; i++) {
                int at = i * AccountCodec.SIZE;
                Bytes.zero(request, at, AccountCodec.SIZE);
                request.putLong(at + AccountCodec.ID, from + i + 1);
                request.putInt(at + AccountCodec.LEDGER, 1);
                request.putShort(at + AccountCodec.CODE, (short) 1);
            }
            execute(Operation.CREATE_ACCOUNTS, ACCOUNTS / 2);
        }
    }

    private void fill() {
        for (int i = 0; i < BATCH; i++) {
            int at = i * TransferCodec.SIZE;
            Bytes.zero(request, at, TransferCodec.SIZE);
            long debit = account();
            long credit = account();
            if (credit == debit) {
                credit = debit == 1 ? 2 : debit - 1;
            }
            sequence++;
            long millis = 1_767_225_600_000L + sequence / 1000;
            long low = random.nextLong();
            request.putLong(at + TransferCodec.ID, low);
            request.putLong(at + TransferCodec.ID + 8, millis << 16 | random.nextInt(1 << 16));
            request.putLong(at + TransferCodec.USER_DATA_128, random.nextInt(1_000_000) + 1);
            request.putLong(at + TransferCodec.USER_DATA_64, random.nextInt(10_000) + 1);
            if (i % 20 == 10) {
                request.putLong(at + TransferCodec.PENDING_ID, lastPending);
                request.putLong(at + TransferCodec.PENDING_ID + 8, request.getLong(at - 1280 + TransferCodec.ID + 8));
                request.putLong(at + TransferCodec.AMOUNT, -1);
                request.putLong(at + TransferCodec.AMOUNT + 8, -1);
                request.putShort(at + TransferCodec.FLAGS, (short) TransferFlags.POST_PENDING_TRANSFER);
                continue;
            }
            request.putLong(at + TransferCodec.DEBIT_ACCOUNT_ID, debit);
            request.putLong(at + TransferCodec.CREDIT_ACCOUNT_ID, credit);
            request.putLong(at + TransferCodec.AMOUNT, random.nextInt(1000) + 1);
            request.putInt(at + TransferCodec.LEDGER, 1);
            request.putShort(at + TransferCodec.CODE, (short) (random.nextInt(16) + 1));
            if (i % 20 == 0) {
                lastPending = low;
                request.putInt(at + TransferCodec.TIMEOUT, 3600);
                request.putShort(at + TransferCodec.FLAGS, (short) TransferFlags.PENDING);
            }
        }
    }

    private void execute(Operation operation, int events) {
        one[0] = events;
        int length = MultiBatch.writeTrailer(request, 0, one, 1, operation.eventSize());
        timestamp += 10_000_000;
        machine.execute(operation, timestamp, request, 0, length, reply, 0);
        for (int i = 0; i < events; i += events - 1) {
            if (reply.getInt(i * 16 + 8) != -1) {
                throw new IllegalStateException("event " + i + " failed with " + reply.getInt(i * 16 + 8));
            }
        }
    }

    private long account() {
        if (zipf.length == 0) {
            return random.nextInt(ACCOUNTS) + 1;
        }
        int at = Arrays.binarySearch(zipf, random.nextDouble());
        return Math.min(ACCOUNTS - 1, at < 0 ? ~at : at) + 1;
    }

    private static double[] zipfTable() {
        double[] table = new double[ACCOUNTS];
        double sum = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            sum += 1.0 / (i + 1);
            table[i] = sum;
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            table[i] /= sum;
        }
        return table;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
