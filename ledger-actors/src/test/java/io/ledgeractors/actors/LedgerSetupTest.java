package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.wire.EvictionReason;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests ledgers that a test opens in a system that exists, and closes again. */
class LedgerSetupTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            ConfigFactory.parseString("ledger-actors.embedded.in-memory = on").withFallback(ConfigFactory.load()));

    private final BlockingQueue<FakeSession> sessions = new LinkedBlockingQueue<>();
    private final ManualAlarms alarms = new ManualAlarms();
    private final LedgerSetup setup = LedgerSetup.create(
                    BatcherSettings.DEFAULT.withDrainTimeout(Duration.ZERO), system -> {
                        FakeSession session = new FakeSession();
                        sessions.add(session);
                        return session;
                    })
            .withClock(alarms.clock)
            .withAlarms(alarms);
    private Ledger ledger;

    @AfterEach
    void close() {
        if (ledger != null) {
            get(ledger.close());
        }
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
    }

    private FakeSession session() throws InterruptedException {
        FakeSession session = sessions.poll(5, TimeUnit.SECONDS);
        assertThat(session).as("session").isNotNull();
        return session;
    }

    @Test
    void shouldBeTheDefaultLedgerUntilItIsClosed() {
        Ledger configured = Ledger.get(KIT.system());
        ledger = setup.openAsDefault(KIT.system());
        assertThat(Ledger.get(KIT.system())).isSameAs(ledger).isNotSameAs(configured);
        get(ledger.close());
        assertThat(Ledger.get(KIT.system())).isSameAs(configured);
    }

    @Test
    void shouldNotBeTheDefaultLedgerIfOpenedAsOneMore() {
        ledger = setup.open(KIT.system());
        assertThat(Ledger.get(KIT.system())).isNotSameAs(ledger);
    }

    @Test
    void shouldAnswerEverybodyAndStopWhenItIsClosed() throws Exception {
        ledger = setup.open(KIT.system());
        FakeSession session = session();
        session.register();
        CompletableFuture<CreateTransfersReply> sent =
                ledger.createTransfers(Some.transfers(1)).toCompletableFuture();
        session.take();
        CompletableFuture<CreateTransfersReply> waiting =
                ledger.createTransfers(Some.transfers(2)).toCompletableFuture();
        TestProbe<Object> watcher = KIT.createTestProbe();
        get(ledger.close());
        assertThat(get(sent).outcome()).isInstanceOf(LedgerReply.Unknown.class);
        assertThat(get(waiting).outcome()).isInstanceOf(LedgerReply.Refused.class);
        assertThat(session.closed).isDone();
        watcher.expectTerminated(ledger.batcher(), Duration.ofSeconds(5));
        LedgerReply.Refused<?> late = (LedgerReply.Refused<?>)
                get(ledger.createTransfers(Some.transfers(3))).outcome();
        assertThat(late.reason()).isEqualTo(Refusal.CLOSED);
        assertThat(ledger.close()).isCompleted();
    }

    @Test
    void shouldTellEverybodyWhoClosesIt() throws Exception {
        ledger = setup.open(KIT.system());
        FakeSession session = session();
        session.closing = new CompletableFuture<>();
        session.register();
        CompletionStage<?> first = ledger.closeBatcher(Duration.ZERO);
        CompletionStage<?> second = ledger.close();
        session.closing.complete(null);
        get(first);
        get(second);
    }

    @Test
    void shouldTimeAsksOutByItsAlarms() throws Exception {
        ledger = setup.open(KIT.system());
        FakeSession session = session();
        session.register();
        CompletableFuture<CreateTransfersReply> sent =
                ledger.createTransfers(Some.transfers(1), Duration.ofHours(1)).toCompletableFuture();
        session.take();
        assertThat(alarms.nextSet()).isEqualTo(Duration.ofHours(1));
        alarms.advance(Duration.ofHours(1).minusNanos(1));
        assertThat(sent).isNotDone();
        alarms.advance(Duration.ofNanos(1));
        assertThat(get(sent).outcome()).isInstanceOf(LedgerReply.Unknown.class);
    }

    @Test
    void shouldReconnectByItsAlarms() throws Exception {
        ledger = setup.open(KIT.system());
        FakeSession session = session();
        session.register();
        session.evict(EvictionReason.NO_SESSION);
        assertThat(alarms.nextSet()).isLessThanOrEqualTo(BatcherSettings.DEFAULT.minBackoff());
        assertThat(sessions).isEmpty();
        alarms.advance(BatcherSettings.DEFAULT.minBackoff());
        assertThat(session()).isNotSameAs(session);
    }
}
