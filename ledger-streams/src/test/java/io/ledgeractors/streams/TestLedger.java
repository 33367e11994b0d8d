package io.ledgeractors.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.javadsl.LedgerSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/**
 * An actor system with its own embedded ledger in memory. With {@code -Dledger.addresses=HOST:PORT}, and {@code
 * -Dledger.cluster=N} (0 by default), it uses the TigerBeetle server at that address instead. Such a server may hold
 * objects of other runs, so each run uses ids, a ledger number and timestamps of its own.
 */
public final class TestLedger implements AutoCloseable {
    private static final String OUTSIDE = System.getProperty("ledger.addresses", "");
    private static final String CONFIG = "pekko.coordinated-shutdown.default-phase-timeout = 60 s\n"
            + (OUTSIDE.isEmpty()
                    ? "ledger-actors.embedded.in-memory = on"
                    : "ledger-actors.connection = cluster\nledger-actors.cluster.addresses = \"" + OUTSIDE
                            + "\"\nledger-actors.cluster.cluster-id = \"" + System.getProperty("ledger.cluster", "0")
                            + "\"");
    // All ledgers of a run share this counter, so that the ids of each are above those of the ones before.
    private static final AtomicLong IDS = new AtomicLong(OUTSIDE.isEmpty() ? 0 : System.currentTimeMillis() << 20);
    private static final long PATIENCE_SECONDS = 30;

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
    private final long firstId = IDS.getAndAdd(1 << 24);
    private final AtomicLong ids = new AtomicLong(firstId + 10_000);
    private final int number = OUTSIDE.isEmpty() ? 1 : 1 + (int) (firstId >>> 20 & 0x3fff_ffff);
    private final long startedAt = OUTSIDE.isEmpty() ? 0 : now();

    /** Returns the actor system that runs the stages. */
    public ActorSystem<?> system() {
        return kit.system();
    }

    /** Returns the settings of reference.conf with short waits between retries. */
    public LedgerStreamSettings settings() {
        return LedgerStreamSettings.create(kit.system())
                .withMinBackoff(Duration.ofMillis(1))
                .withMaxBackoff(Duration.ofMillis(5));
    }

    /** Returns the default ledger of the system. */
    public Ledger ledger() {
        return Ledger.get(kit.system());
    }

    /** Returns the ledger number of the accounts and transfers of this run. */
    public int number() {
        return number;
    }

    /** Returns a time after all objects of other runs, ns since 1970; 0 if there are no other objects. */
    public long startedAt() {
        return startedAt;
    }

    private long now() {
        return ledger().awaitReady(Duration.ofSeconds(PATIENCE_SECONDS)).registerTimestamp();
    }

    /** Returns the id for a number below 10,000, which {@link #newId} never returns. */
    public UInt128 id(long small) {
        return UInt128.of(firstId + small);
    }

    /** Returns an id that no object has. */
    public UInt128 newId() {
        return UInt128.of(ids.incrementAndGet());
    }

    /** Creates an account and returns its id. */
    public UInt128 account(int flags) {
        Account account = Account.builder()
                .id(newId())
                .ledger(number)
                .code(1)
                .flags(flags)
                .build();
        LedgerSummary<CreateAccountStatus> summary =
                get(Source.single(account).runWith(LedgerSink.createAccounts(system()), system()));
        assertThat(summary.count(CreateAccountStatus.Created)).isOne();
        return account.id();
    }

    /** Returns a transfer without creating it. */
    public Transfer transfer(UInt128 debit, UInt128 credit, long amount) {
        return Transfer.builder()
                .id(newId())
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(UInt128.of(amount))
                .ledger(number)
                .code(1)
                .build();
    }

    /** Returns a copy that is linked to the next transfer. */
    public static Transfer linked(Transfer transfer) {
        return transfer.toBuilder().flags(TransferFlags.LINKED).build();
    }

    /** Creates the transfers and requires that all of them are created. */
    public void create(List<Transfer> transfers) {
        LedgerSummary<CreateTransferStatus> summary =
                get(Source.from(transfers).runWith(LedgerSink.createTransfers(system()), system()));
        assertThat(summary.count(CreateTransferStatus.Created)).isEqualTo(transfers.size());
    }

    /** Returns the posted credits of an account. */
    public UInt128 credits(UInt128 account) {
        return get(ledger().lookupAccounts(List.of(account))).orThrow().get(0).creditsPosted();
    }

    /** Waits for a stage and returns its result. */
    public static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Waits for a stage and returns its failure. */
    public static Throwable failure(CompletionStage<?> stage) {
        try {
            throw new AssertionError("did not fail: " + get(stage));
        } catch (CompletionException failure) {
            return failure.getCause();
        }
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
