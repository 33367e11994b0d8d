package io.ledgeractors.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prefetching crosses the ends of batches. Tests that the effects of a batch do not. */
class ManyBatchesTest {
    private static final int ACCOUNTS = 12;
    private static final long SEED = 256;

    private final Random random = new Random(SEED);
    private final Book together = book();
    private final Book oneByOne = book();
    private final ByteBuffer reply = Bytes.allocateDirect(Header.BODY_MAX);

    @Test
    void shouldExecuteManyBatchesOfARequestAsIfEachCameAlone() {
        long timestamp = together.ledger.machine().lastTimestamp();
        for (int round = 0; round < 12; round++) {
            List<List<Transfer>> batches = batches();
            int events = batches.stream().mapToInt(List::size).sum();
            timestamp += 1 + events;
            List<Long> results = execute(together.ledger.machine(), timestamp, batches);
            List<Long> expected = new ArrayList<>();
            long last = timestamp - events;
            for (List<Transfer> batch : batches) {
                last += batch.size();
                expected.addAll(execute(oneByOne.ledger.machine(), last, List.of(batch)));
            }
            assertThat(results).as("round %d, seed %d", round, SEED).isEqualTo(expected);
        }
        for (int account = 1; account <= ACCOUNTS; account++) {
            assertThat(together.lookup(account)).isEqualTo(oneByOne.lookup(account));
        }
    }

    private static Book book() {
        Book book = Book.withAccounts(ACCOUNTS - 1);
        book.openAccounts(ACCOUNTS, ACCOUNTS, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS);
        return book;
    }

    // More than two windows of events. Most batches have one event, some none or a few, and one crosses a window.
    private List<List<Transfer>> batches() {
        List<List<Transfer>> batches = new ArrayList<>();
        int longOne = random.nextInt(300);
        for (int i = 0; i < 300; i++) {
            int size = i == longOne ? 300 : random.nextInt(8) > 0 ? 1 : random.nextInt(5);
            List<Transfer> batch = new ArrayList<>();
            for (int event = 0; event < size; event++) {
                batch.add(transfer());
            }
            batches.add(batch);
        }
        return batches;
    }

    // Some ids are repeated, some accounts are missing, and some chains are left open.
    private Transfer transfer() {
        long debit = 1 + random.nextInt(ACCOUNTS + (random.nextInt(20) == 0 ? 1 : 0));
        return Book.transfer(1 + random.nextInt(6_000), debit, 1 + debit % ACCOUNTS, random.nextInt(50))
                .flags(random.nextInt(6) == 0 ? TransferFlags.LINKED : 0)
                .build();
    }

    /** Returns timestamps and statuses in turns. */
    private List<Long> execute(StateMachine machine, long timestamp, List<List<Transfer>> batches) {
        int[] sizes = batches.stream().mapToInt(List::size).toArray();
        List<Transfer> events = batches.stream().flatMap(List::stream).toList();
        ByteBuffer body = Book.body(Operation.CREATE_TRANSFERS, events.size(), sizes);
        for (int i = 0; i < events.size(); i++) {
            TransferCodec.encode(events.get(i), body, i * TransferCodec.SIZE);
        }
        machine.execute(Operation.CREATE_TRANSFERS, timestamp, body, 0, body.limit(), reply, 0);
        List<Long> results = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            int at = i * CreateTransferResultCodec.SIZE;
            results.add(reply.getLong(at + CreateTransferResultCodec.TIMESTAMP));
            results.add((long) reply.getInt(at + CreateTransferResultCodec.STATUS));
        }
        return results;
    }
}
