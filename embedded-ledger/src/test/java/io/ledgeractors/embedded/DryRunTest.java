package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.state.LedgerFullException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dry runs of a ledger with a log, whose disk is in memory. */
@Timeout(60)
class DryRunTest {
    private static final Path DIRECTORY = Path.of("ledger");

    private final ManualClock clock = new ManualClock();
    private final EmbeddedSettings settings =
            EmbeddedSettings.inDirectory(DIRECTORY).withFreeSpaceWarning(0).withClock(clock);
    private MemoryDisk disk = new MemoryDisk();
    private EmbeddedLedger ledger = EmbeddedLedger.open(settings, disk);

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void shouldGiveTheResultsOfTheRealRequestAndTheAccountsAfterEachEvent() {
        LedgerSession session = session();
        openAccounts(session);
        List<Transfer> transfers = List.of(
                Bodies.transfer(11, 1, 2, 100),
                flagged(Bodies.transfer(12, 2, 3, 30), TransferFlags.LINKED),
                Bodies.transfer(13, 2, 3, 500),
                Bodies.transfer(14, 2, 9, 1),
                flagged(Bodies.transfer(15, 2, 3, 70), TransferFlags.PENDING),
                flagged(Bodies.transfer(16, 2, 3, 999), TransferFlags.BALANCING_DEBIT));

        List<DryRunResult> dry = dryRun(transfers);
        assertThat(dry)
                .extracting(result -> result.result().status())
                .containsExactly(
                        CreateTransferStatus.Created,
                        CreateTransferStatus.LinkedEventFailed,
                        CreateTransferStatus.ExceedsCredits,
                        CreateTransferStatus.CreditAccountNotFound,
                        CreateTransferStatus.Created,
                        CreateTransferStatus.Created);
        assertThat(dry)
                .extracting(result -> creditsPosted(result.debitAccount()))
                .containsExactly(0L, 100L, 100L, 100L, 100L, 100L);
        assertThat(debitsPending(dry.get(3))).isZero();
        assertThat(debitsPending(dry.get(4))).isEqualTo(70);
        assertThat(debitsPosted(dry.get(4))).isZero();
        assertThat(debitsPosted(dry.get(5))).isEqualTo(30);
        assertThat(dry.get(3).creditAccount()).isNull();

        // Reads move the time, so there is none between the dry runs and the real request.
        assertThat(dryRun(transfers)).isEqualTo(dry);
        ByteBuffer real = ask(session, Operation.CREATE_TRANSFERS, Bodies.transfers(transfers))
                .body();
        for (int i = 0; i < dry.size(); i++) {
            assertThat(dry.get(i).result())
                    .isEqualTo(CreateTransferResultCodec.decode(real, i * CreateTransferResultCodec.SIZE));
        }
        assertThat(lookUp(session, 1)).isEqualTo(dry.get(0).debitAccount());
        assertThat(lookUp(session, 2)).isEqualTo(dry.get(5).debitAccount());
        assertThat(lookUp(session, 3)).isEqualTo(dry.get(5).creditAccount());
    }

    @Test
    void shouldShowTheAccountsOfThePendingTransferOfAPostThatFails() {
        LedgerSession session = session();
        openAccounts(session);
        Transfer pending = flagged(Bodies.transfer(11, 1, 2, 5), TransferFlags.PENDING | TransferFlags.CLOSING_CREDIT);
        Transfer post = Transfer.builder()
                .id(UInt128.of(12))
                .pendingId(UInt128.of(11))
                .amount(UInt128.of(6))
                .flags(TransferFlags.POST_PENDING_TRANSFER)
                .build();
        List<DryRunResult> dry = dryRun(List.of(post, pending, post));
        assertThat(dry)
                .extracting(result -> result.result().status())
                .containsExactly(
                        CreateTransferStatus.PendingTransferNotFound,
                        CreateTransferStatus.Created,
                        CreateTransferStatus.IdAlreadyFailed);
        assertThat(dry.get(0).debitAccount()).isNull();
        assertThat(dry.get(2).debitAccount())
                .isEqualTo(dry.get(1).debitAccount())
                .isNotNull();
        Account closed = dry.get(2).creditAccount();
        assertThat(closed).isNotNull();
        assertThat(closed.flags() & AccountFlags.CLOSED).isNotZero();
        assertThat(lookUp(session, 2).flags() & AccountFlags.CLOSED).isZero();
    }

    @Test
    void shouldLetAnIdBeUsedThatFailedInADryRun() {
        LedgerSession session = session();
        openAccounts(session);
        Transfer tooMuch = Bodies.transfer(11, 2, 1, 5);
        assertThat(dryRun(List.of(tooMuch)).get(0).result().status()).isEqualTo(CreateTransferStatus.ExceedsCredits);
        ask(session, Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(Bodies.transfer(10, 1, 2, 5))));
        assertThat(dryRun(List.of(tooMuch)).get(0).result().status()).isEqualTo(CreateTransferStatus.Created);
        ByteBuffer real = ask(session, Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(tooMuch)))
                .body();
        assertThat(CreateTransferResultCodec.decode(real, 0).status()).isEqualTo(CreateTransferStatus.Created);
    }

    @Test
    void shouldRunAccountsDryToo() {
        LedgerSession session = session();
        openAccounts(session);
        List<Account> accounts = List.of(
                Bodies.account(1),
                Bodies.account(8),
                Bodies.account(8).toBuilder().code(2).build());
        List<CreateAccountResult> dry =
                ledger.dryRunAccounts(accounts).toCompletableFuture().join();
        assertThat(dry)
                .extracting(CreateAccountResult::status)
                .containsExactly(
                        CreateAccountStatus.Exists,
                        CreateAccountStatus.Created,
                        CreateAccountStatus.ExistsWithDifferentCode);
        assertThat(ledger.dryRunAccounts(accounts).toCompletableFuture().join()).isEqualTo(dry);
        assertThat(dry.get(0).timestamp()).isEqualTo(lookUp(session, 1).timestamp());
        assertThat(found(session, 8)).isFalse();
    }

    @Test
    void shouldWriteNothingToTheLogAndLeaveTheTime() {
        List<String> without = logAfter(0);
        assertThat(logAfter(3)).isEqualTo(without);
    }

    private List<String> logAfter(int dryRuns) {
        ledger.close();
        clock.setRealtimeNanos(1_000_000_000_000L);
        disk = new MemoryDisk();
        ledger = EmbeddedLedger.open(settings, disk, CheckpointSettings.DEFAULT);
        LedgerSession session = session();
        openAccounts(session);
        Transfer pending = flagged(Bodies.transfer(11, 1, 2, 5), TransferFlags.PENDING).toBuilder()
                .timeout(1)
                .build();
        for (int i = 0; i < dryRuns; i++) {
            assertThat(dryRun(List.of(pending)).get(0).result().status()).isEqualTo(CreateTransferStatus.Created);
            dryRun(List.of());
            assertThat(ledger.expire().toCompletableFuture().join().nextExpiry())
                    .isEqualTo(Long.MAX_VALUE);
        }
        ask(session, Operation.CREATE_TRANSFERS, Bodies.transfers(List.of(pending)));
        ledger.close();
        List<String> log = new ArrayList<>();
        SteppedLedger.readLog(
                settings,
                disk.kill(),
                prepare -> log.add(prepare.kind() + " " + prepare.operation() + " " + prepare.op() + " at "
                        + prepare.timestamp()));
        return log;
    }

    @Test
    void shouldBeRefusedForLackOfCapacityInTheWordsOfARealRequest() {
        LedgerSession session = session();
        disk.usableBytes(0);
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= 8_000; i++) {
            accounts.add(Bodies.account(i));
        }
        Throwable dry = failure(
                () -> ledger.dryRunAccounts(accounts).toCompletableFuture().join());
        assertThat(dry).isInstanceOf(LedgerFullException.class).hasMessageContaining("the disk of ledger is full");
        assertThat(ledger.full()).as("nobody else learns of it").isNull();
        CompletableFuture<Outcome> real = new CompletableFuture<>();
        session.submit(Operation.CREATE_ACCOUNTS, Body.of(Bodies.accounts(accounts)), real::complete);
        assertThat(real.join()).isEqualTo(new Outcome.NoCapacity(String.valueOf(dry.getMessage())));
        assertThat(failure(() -> dryRun(List.of(Bodies.transfer(1, 2, 3, 4))))).isInstanceOf(LedgerFullException.class);
        disk.usableBytes(Long.MAX_VALUE);
        assertThat(dryRun(List.of(Bodies.transfer(1, 2, 3, 4))).get(0).result().status())
                .isEqualTo(CreateTransferStatus.DebitAccountNotFound);
    }

    @Test
    void shouldRefuseMoreEventsThanARequestMayHave() {
        List<Transfer> transfers = Collections.nCopies(8_190, Bodies.transfer(1, 2, 3, 4));
        assertThatThrownBy(() -> ledger.dryRun(transfers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request of this ledger has at most 8189 events in a batch of CREATE_TRANSFERS, but this"
                        + " dry run has 8190");
        List<DryRunResult> most = dryRun(transfers.subList(0, 8_189));
        assertThat(most).hasSize(8_189);
        assertThat(most.get(8_188).result().status()).isEqualTo(CreateTransferStatus.IdAlreadyFailed);
    }

    @Test
    void shouldSayThatTheLedgerIsClosed() {
        ledger.close();
        assertThat(failure(() -> dryRun(List.of(Bodies.transfer(1, 2, 3, 4)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the ledger is closed");
    }

    @Test
    void shouldSayWhyTheLedgerHasFailed() {
        LedgerSession session = session();
        disk.failAt(0);
        CompletableFuture<Outcome> unknown = new CompletableFuture<>();
        session.submit(
                Operation.CREATE_ACCOUNTS, Body.of(Bodies.accounts(List.of(Bodies.account(1)))), unknown::complete);
        assertThat(unknown.join()).isInstanceOf(Outcome.Unknown.class);
        assertThat(failure(() -> dryRun(List.of(Bodies.transfer(1, 2, 3, 4)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the log cannot be written");
    }

    private List<DryRunResult> dryRun(List<Transfer> transfers) {
        return ledger.dryRun(transfers).toCompletableFuture().join();
    }

    private static Throwable failure(Runnable run) {
        try {
            run.run();
        } catch (CompletionException failed) {
            return failed.getCause();
        }
        throw new AssertionError("the dry run did not fail");
    }

    /** Opens the accounts 1 to 3. Account 2 may not spend more than it has. */
    private void openAccounts(LedgerSession session) {
        Account bounded = Bodies.account(2).toBuilder()
                .flags(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS)
                .build();
        ask(
                session,
                Operation.CREATE_ACCOUNTS,
                Bodies.accounts(List.of(Bodies.account(1), bounded, Bodies.account(3))));
    }

    private LedgerSession session() {
        LedgerSession session = ledger.newSession();
        CompletableFuture<Void> open = new CompletableFuture<>();
        session.start(state -> {
            if (state instanceof SessionState.Registered) {
                open.complete(null);
            }
        });
        open.join();
        return session;
    }

    private boolean found(LedgerSession session, long id) {
        return look(session, id).limit() > AccountCodec.SIZE;
    }

    private Account lookUp(LedgerSession session, long id) {
        return AccountCodec.decode(look(session, id), 0);
    }

    private ByteBuffer look(LedgerSession session, long id) {
        return ask(session, Operation.LOOKUP_ACCOUNTS, Bodies.ids(List.of(UInt128.of(id))))
                .body();
    }

    private static Outcome.Reply ask(LedgerSession session, Operation operation, ByteBuffer body) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        session.submit(operation, Body.of(body), outcome::complete);
        return (Outcome.Reply) outcome.join();
    }

    private static Transfer flagged(Transfer transfer, int flags) {
        return transfer.toBuilder().flags(flags).build();
    }

    private static long creditsPosted(Account account) {
        return account.creditsPosted().toBigInteger().longValueExact();
    }

    private static long debitsPending(DryRunResult result) {
        return result.debitAccount().debitsPending().toBigInteger().longValueExact();
    }

    private static long debitsPosted(DryRunResult result) {
        return result.debitAccount().debitsPosted().toBigInteger().longValueExact();
    }
}
