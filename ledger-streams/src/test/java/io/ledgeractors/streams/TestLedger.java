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
 * An actor system with an embedded ledger in memory of its own or, with {@code -Dledger.addresses=HOST:PORT} (and
 * {@code -Dledger.cluster=N}, 0 by default), the outside TigerBeetle there. Much may be in that: ids, the ledger number
 * and times are of this run.
 */
public final class TestLedger implements AutoCloseable {
    private static final String OUTSIDE = System.getProperty("ledger.addresses", "");
    private static final String CONFIG = "pekko.coordinated-shutdown.default-phase-timeout = 60 s\n"
            + (OUTSIDE.isEmpty()
                    ? "ledger-actors.embedded.in-memory = on"
                    : "ledger-actors.connection = cluster\nledger-actors.cluster.addresses = \"" + OUTSIDE
                            + "\"\nledger-actors.cluster.cluster-id = \"" + System.getProperty("ledger.cluster", "0")
                            + "\"");
    // Of all ledgers of a run: rising, so that each begins above those before.
    private static final AtomicLong IDS = new AtomicLong(OUTSIDE.isEmpty() ? 0 : System.currentTimeMillis() << 20);
    private static final long PATIENCE_SECONDS = 30;

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
    private final long firstId = IDS.getAndAdd(1 << 24);
    private final AtomicLong ids = new AtomicLong(firstId + 10_000);
    private final int number = OUTSIDE.isEmpty() ? 1 : 1 + (int) (firstId >>> 20 & 0x3fff_ffff);
    private final long startedAt = OUTSIDE.isEmpty() ? 0 : now();

    /** Where the stages run. */
    public ActorSystem<?> system() {
        return kit.system();
    }

    /** Those of reference.conf, but nothing waits long. */
    public LedgerStreamSettings settings() {
        return LedgerStreamSettings.create(kit.system())
                .withMinBackoff(Duration.ofMillis(1))
                .withMaxBackoff(Duration.ofMillis(5));
    }

    /** The ledger. */
    public Ledger ledger() {
        return Ledger.get(kit.system());
    }

    /** What accounts and transfers have as their ledger. */
    public int number() {
        return number;
    }

    /** A time of the ledger, ns since 1970: all that others created is older. 0: there is nothing of others. */
    public long startedAt() {
        return startedAt;
    }

    private long now() {
        return ledger().awaitReady(Duration.ofSeconds(PATIENCE_SECONDS)).registerTimestamp();
    }

    /** The id for a small number; below 10,000 {@link #newId} gives none. */
    public UInt128 id(long small) {
        return UInt128.of(firstId + small);
    }

    /** An id that nothing has. */
    public UInt128 newId() {
        return UInt128.of(ids.incrementAndGet());
    }

    /** Opens an account. */
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

    /** A transfer that is not sent yet. */
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

    /** The same, with a flag. */
    public static Transfer linked(Transfer transfer) {
        return transfer.toBuilder().flags(TransferFlags.LINKED).build();
    }

    /** Creates all of them. */
    public void create(List<Transfer> transfers) {
        LedgerSummary<CreateTransferStatus> summary =
                get(Source.from(transfers).runWith(LedgerSink.createTransfers(system()), system()));
        assertThat(summary.count(CreateTransferStatus.Created)).isEqualTo(transfers.size());
    }

    /** What an account got. */
    public UInt128 credits(UInt128 account) {
        return get(ledger().lookupAccounts(List.of(account))).orThrow().get(0).creditsPosted();
    }

    /** Waits for a result. */
    public static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Waits for a failure. */
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
