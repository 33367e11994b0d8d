package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * A disk without space for some calls, from any call of a history with checkpoints on. The ledger goes on, and loses
 * and doubles nothing.
 */
class CheckpointFullDiskTest {
    /** Tries every n-th call. A campaign sets it to 1. */
    private static final int STRIDE = Integer.getInteger("checkpoint.full.stride", 8);

    private static final CheckpointSettings OFTEN = new CheckpointSettings(30, 5, 1, 30, 2);
    private static final int STEPS = 40;
    private static final int ACCOUNTS = 100;
    private static final int BATCH = 20;
    private static final int BATCH_SIZE_LIMIT = 32_512;

    private final ManualClock clock = new ManualClock();
    private final EmbeddedSettings settings = EmbeddedSettings.inDirectory(Path.of("ledger"))
            .withFreeSpaceWarning(0)
            .withBatchSizeLimit(BATCH_SIZE_LIMIT)
            .withClock(clock);
    private int refusals;

    @Test
    void shouldGoOnAfterAnyCallFoundTheDiskFull() {
        long calls = run(Long.MAX_VALUE / 2, 0);
        int histories = 0;
        for (int length : new int[] {1, 7, 60}) {
            for (long call = histories % STRIDE; call < calls; call += STRIDE) {
                run(call, length);
                histories++;
            }
        }
        System.out.println(histories + " histories of " + calls + " calls, " + refusals + " requests refused at first");
        assertThat(calls).isGreaterThan(200);
    }

    /** Runs one history and returns the calls that its disk got. */
    private long run(long fullAt, long count) {
        String name = "full from call " + fullAt + " for " + count + " calls";
        MemoryDisk disk = new MemoryDisk();
        CrashingLedger ledger = new CrashingLedger(settings, OFTEN, new Random(1), disk);
        CrashingLedger steady = new CrashingLedger(settings, null, new Random(1));
        WireClient client = new WireClient(7);
        WireClient clientOfSteady = new WireClient(7);
        long begin = disk.calls();
        disk.fullAt(fullAt, count);
        List<Function<WireClient, ByteBuffer>> requests = requests();
        long calls = 0;
        for (int i = 0; i < requests.size(); i++) {
            clock.advance(Duration.ofSeconds(2));
            ByteBuffer expected = clientOfSteady.take(steady.ask(requests.get(i).apply(clientOfSteady)));
            ByteBuffer reply = client.take(ledger.askOnAFullDisk(requests.get(i).apply(client)));
            assertThat(body(reply)).as("%s, request %d", name, i).isEqualTo(body(expected));
            if (i == requests.size() - 2) {
                calls = disk.calls() - begin;
                ledger.killAndOpen();
            }
        }
        assertThat(ledger.openedFromCheckpoints()).as(name).isPositive();
        refusals += ledger.refusals();
        return calls;
    }

    private static ByteBuffer body(ByteBuffer reply) {
        return reply.slice(Header.SIZE, reply.limit() - Header.SIZE);
    }

    private static List<Function<WireClient, ByteBuffer>> requests() {
        List<Function<WireClient, ByteBuffer>> requests = new ArrayList<>();
        requests.add(WireClient::register);
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            accounts.add(Bodies.account(i));
        }
        requests.add(client -> client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(accounts)));
        Random random = new Random(1);
        for (int step = 0; step < STEPS; step++) {
            List<Transfer> transfers = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int debit = 1 + random.nextInt(ACCOUNTS);
                transfers.add(Bodies.transfer(1L + step * BATCH + i, debit, debit % ACCOUNTS + 1, 1));
            }
            requests.add(client -> client.next(Operation.CREATE_TRANSFERS, Bodies.transfers(transfers)));
        }
        List<UInt128> ids = accounts.stream().map(Account::id).toList();
        requests.add(client -> client.next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(ids)));
        requests.add(client -> client.next(Operation.LOOKUP_ACCOUNTS, Bodies.ids(ids)));
        return requests;
    }
}
