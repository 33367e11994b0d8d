package io.ledgeractors.embedded;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A ledger in a directory, whose files a test inspects. */
final class InspectedLedger implements AutoCloseable {
    static final int ACCOUNTS = 10;

    private final EmbeddedLedger ledger;
    private final LedgerSession session;
    private long nextId = 1;

    InspectedLedger(Path directory, CheckpointSettings checkpoints, Clock clock) {
        ledger = EmbeddedLedger.open(settings(directory).withClock(clock), new FileDisk(), checkpoints);
        session = ledger.newSession();
        session.start(state -> {});
        Awaitility.await().until(() -> session.state().isRegistered());
    }

    static EmbeddedSettings settings(Path directory) {
        return EmbeddedSettings.inDirectory(directory)
                .withClusterId(UInt128.of(7))
                .withSegmentBytes(8 * Header.FRAME_MAX);
    }

    EmbeddedLedger ledger() {
        return ledger;
    }

    void createAccounts() throws Exception {
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= ACCOUNTS; i++) {
            accounts.add(Bodies.account(i));
        }
        ask(Operation.CREATE_ACCOUNTS, Bodies.accounts(accounts));
    }

    void createTransfers(int count) throws Exception {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(Bodies.transfer(nextId++, 1 + i % ACCOUNTS, 1 + (i + 1) % ACCOUNTS, 1));
        }
        ask(Operation.CREATE_TRANSFERS, Bodies.transfers(transfers));
    }

    /** Creates transfers between accounts that do not exist, so their ids become invalid. */
    void failTransfers(int count) throws Exception {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(Bodies.transfer(nextId++, 1_000, 1_001, 1));
        }
        ask(Operation.CREATE_TRANSFERS, Bodies.transfers(transfers));
    }

    /** Creates pending transfers that expire after a second. */
    void createPending(int count) throws Exception {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(Transfer.builder()
                    .id(UInt128.of(nextId++))
                    .debitAccountId(UInt128.of(1))
                    .creditAccountId(UInt128.of(2))
                    .amount(UInt128.of(1))
                    .ledger(1)
                    .code(1)
                    .timeout(1)
                    .flags(TransferFlags.PENDING)
                    .build());
        }
        ask(Operation.CREATE_TRANSFERS, Bodies.transfers(transfers));
    }

    private void ask(Operation operation, ByteBuffer body) throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        session.submit(operation, Body.of(body), outcome -> {
            if (outcome instanceof Outcome.Reply) {
                done.complete(true);
            } else {
                done.completeExceptionally(new IOException(String.valueOf(outcome)));
            }
        });
        done.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
