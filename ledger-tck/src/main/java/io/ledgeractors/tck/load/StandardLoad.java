package io.ledgeractors.tck.load;

import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bodies of requests like those of a busy ledger: 10,000 accounts, time-based ids, 16 codes, 10,000 values of {@code
 * user_data_64} and 1,000,000 of {@code user_data_128}. One transfer in twenty is pending, and one in twenty posts all
 * of a pending one ten transfers later. All events succeed. Equal seeds give equal bytes.
 */
public final class StandardLoad {
    /** The number of accounts of the transfers. Their ids start at 1. */
    public static final int ACCOUNTS = 10_000;

    private static final int USER_DATA_128 = 1_000_000;
    private static final int USER_DATA_64 = 10_000;
    private static final int CODES = 16;
    private static final int TWO_PHASE = 20;
    private static final int POSTED_AFTER = 10;
    private static final int TIMEOUT_SECONDS = 3_600;
    private static final long START_MILLIS = 1_767_225_600_000L;
    private static final int TRANSFERS_PER_MILLI = 1_000;

    private final SplittableRandom random;
    private final double[] shares;
    private long sequence;

    private StandardLoad(long seed, double[] shares) {
        random = new SplittableRandom(seed);
        this.shares = shares;
    }

    /** Returns a load that uses every account equally often. */
    public static StandardLoad uniform(long seed) {
        return new StandardLoad(seed, new double[0]);
    }

    /** Returns a load in which the n-th account has a share proportional to 1/n. */
    public static StandardLoad zipf(long seed) {
        double[] shares = new double[ACCOUNTS];
        double sum = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            sum += 1.0 / (i + 1);
            shares[i] = sum;
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            shares[i] /= sum;
        }
        return new StandardLoad(seed, shares);
    }

    /** Writes the accounts with the ids from {@code first} on, without a trailer. */
    public static void accounts(ByteBuffer body, long first, int count) {
        Bytes.zero(body, 0, count * AccountCodec.SIZE);
        for (int i = 0; i < count; i++) {
            int at = i * AccountCodec.SIZE;
            body.putLong(at + AccountCodec.ID, first + i);
            body.putInt(at + AccountCodec.LEDGER, 1);
            body.putShort(at + AccountCodec.CODE, (short) 1);
        }
    }

    /** Writes the next transfers, none of them like an earlier one, without a trailer. */
    public void transfers(ByteBuffer body, int count) {
        Bytes.zero(body, 0, count * TransferCodec.SIZE);
        for (int i = 0; i < count; i++) {
            int at = i * TransferCodec.SIZE;
            long millis = START_MILLIS + sequence++ / TRANSFERS_PER_MILLI;
            body.putLong(at + TransferCodec.ID, random.nextLong());
            body.putLong(at + TransferCodec.ID + Long.BYTES, millis << 16 | random.nextInt(1 << 16));
            body.putLong(at + TransferCodec.USER_DATA_128, 1 + random.nextInt(USER_DATA_128));
            body.putLong(at + TransferCodec.USER_DATA_64, 1 + random.nextInt(USER_DATA_64));
            if (i % TWO_PHASE == POSTED_AFTER) {
                post(body, at);
            } else {
                move(body, at, i % TWO_PHASE == 0 && i + POSTED_AFTER < count);
            }
        }
    }

    private static void post(ByteBuffer body, int at) {
        int pending = at - POSTED_AFTER * TransferCodec.SIZE + TransferCodec.ID;
        body.putLong(at + TransferCodec.PENDING_ID, body.getLong(pending));
        body.putLong(at + TransferCodec.PENDING_ID + Long.BYTES, body.getLong(pending + Long.BYTES));
        body.putLong(at + TransferCodec.AMOUNT, -1);
        body.putLong(at + TransferCodec.AMOUNT + Long.BYTES, -1);
        body.putShort(at + TransferCodec.FLAGS, (short) TransferFlags.POST_PENDING_TRANSFER);
    }

    private void move(ByteBuffer body, int at, boolean pending) {
        long debit = account();
        long credit = account();
        body.putLong(at + TransferCodec.DEBIT_ACCOUNT_ID, debit);
        body.putLong(at + TransferCodec.CREDIT_ACCOUNT_ID, credit != debit ? credit : debit == 1 ? 2 : debit - 1);
        body.putLong(at + TransferCodec.AMOUNT, 1 + random.nextInt(1_000));
        body.putInt(at + TransferCodec.LEDGER, 1);
        body.putShort(at + TransferCodec.CODE, (short) (1 + random.nextInt(CODES)));
        if (pending) {
            body.putInt(at + TransferCodec.TIMEOUT, TIMEOUT_SECONDS);
            body.putShort(at + TransferCodec.FLAGS, (short) TransferFlags.PENDING);
        }
    }

    private long account() {
        if (shares.length == 0) {
            return 1 + random.nextInt(ACCOUNTS);
        }
        int at = Arrays.binarySearch(shares, random.nextDouble());
        return 1 + Math.min(ACCOUNTS - 1, at < 0 ? ~at : at);
    }
}
