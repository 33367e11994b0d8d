package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.model.Account;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.wire.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CheckpointAtCloseTest {
    private static final int ACCOUNTS = 5_000;
    private static final long LONGER_THAN_A_CLOSE = 1_000;

    private final MemoryDisk disk = new MemoryDisk();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Test
    @Timeout(60)
    void shouldTakeACheckpointAlthoughTheLogIsSlowToTellWhatIsDurable() throws Exception {
        EmbeddedLedger ledger = EmbeddedLedger.open(
                EmbeddedSettings.inDirectory(Path.of("ledger"))
                        .withSegmentBytes(EmbeddedSettings.MIN_SEGMENT_BYTES)
                        .withFreeSpaceWarning(0),
                disk);
        LedgerSession first = started(ledger);
        LedgerSession second = started(ledger);

        // The first block is being forced, so everything else comes into the second one.
        disk.hold(true);
        long calls = disk.calls();
        create(first, List.of(Bodies.account(ACCOUNTS + 1)));
        await().until(() -> disk.calls() > calls);
        List<Account> accounts = new ArrayList<>();
        for (int id = 1; id <= ACCOUNTS; id++) {
            accounts.add(Bodies.account(id));
        }
        create(second, accounts);
        // This comes before the checkpoint among those who wait for the second block.
        ledger.dryRunAccounts(List.of(Bodies.account(ACCOUNTS + 2))).thenRun(this::awaitClose);
        Thread closing = new Thread(() -> {
            ledger.close();
            closed.countDown();
        });
        closing.start();
        await().until(() -> ledger.stopped() != null);
        disk.hold(false);
        closing.join();

        assertThat(disk.names()).anyMatch(name -> name.endsWith(".checkpoint"));
    }

    private static LedgerSession started(EmbeddedLedger ledger) {
        LedgerSession session = ledger.newSession();
        CompletableFuture<SessionState> registered = new CompletableFuture<>();
        session.start(state -> {
            if (state instanceof SessionState.Registered) {
                registered.complete(state);
            }
        });
        registered.join();
        return session;
    }

    private static void create(LedgerSession session, List<Account> accounts) {
        session.submit(Operation.CREATE_ACCOUNTS, Body.of(Bodies.accounts(accounts)), outcome -> {});
    }

    private void awaitClose() {
        try {
            closed.await(LONGER_THAN_A_CLOSE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
