package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.health.LedgerLiveness;
import io.ledgeractors.actors.health.LedgerReadiness;
import io.ledgeractors.actors.internal.session.Connection;
import io.ledgeractors.actors.internal.session.OpeningConnection;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.SessionState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.ExtensionSetup;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a ledger that is slow to open holds nobody up. */
class LedgerOpeningTest {
    private static final String REASON = "the directory data/books is in use by another process";

    /** Puts a ledger over a connection of the test in the place of the configured one. */
    private static final class Setup extends ExtensionSetup<Ledger> {
        Setup(BatcherSettings settings, Connection connection) {
            super(
                    Ledger.Id.instance(),
                    system -> Ledger.open(
                            system,
                            null,
                            new LedgerSettings(EmbeddedConnection.inMemory(), settings),
                            connection,
                            LedgerEnvironment.DEFAULT));
        }
    }

    // The test completes this with the outcome of the ledger's opening.
    private final CompletableFuture<Connection> opens = new CompletableFuture<>();
    private final FakeConnection embedded = new FakeConnection();
    private ActorSystem<Void> system;
    private Ledger ledger;

    @BeforeEach
    void start() {
        embedded.mayReopen = false;
        BatcherSettings settings =
                BatcherSettings.DEFAULT.withMaxQueuedEvents(8_190).withDrainTimeout(Duration.ZERO);
        ActorSystemSetup setup = ActorSystemSetup.create(
                        BootstrapSetup.create(ConfigFactory.parseString("pekko.loglevel = OFF")
                                .withFallback(ConfigFactory.defaultReference())))
                .and(new Setup(settings, OpeningConnection.open("slow", opens::join)));
        system = ActorSystem.create(Behaviors.empty(), "opening", setup);
        ledger = Ledger.get(system);
    }

    @AfterEach
    void stop() {
        opens.complete(embedded);
        system.terminate();
        get(system.getWhenTerminated());
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<CreateTransfersReply> transfer(long id) {
        return ledger.createTransfers(Some.transfers(id)).toCompletableFuture();
    }

    private void fail() {
        opens.completeExceptionally(new IllegalStateException(REASON));
    }

    @Test
    void shouldSayThatItIsOpeningAtOnce() {
        assertThat(ledger.state()).isInstanceOf(SessionState.Opening.class);
        assertThat(ledger.describe()).startsWith("opening");
        assertThat(ledger.isReady()).isFalse();
        assertThat(ledger.isAlive()).isTrue();
        assertThat(ledger.isEmbedded()).isTrue();
        assertThat(ledger.opened().toCompletableFuture()).isNotDone();
        LedgerReadiness readiness = new LedgerReadiness(Adapter.toClassic(system));
        assertThat(readiness.get().toCompletableFuture()).isCompletedWithValue(false);
        LedgerLiveness liveness = new LedgerLiveness(Adapter.toClassic(system));
        assertThat(liveness.get().toCompletableFuture()).isCompletedWithValue(true);
        assertThatThrownBy(() -> ledger.awaitReady(Duration.ofMillis(1)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("opening");
        assertThatThrownBy(ledger::limits)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("opening");
    }

    @Test
    void shouldOpenTheEmbeddedLedgerOnAThreadOfItsOwn() {
        Set<Thread> openers = ConcurrentHashMap.newKeySet();
        Clock clock = new Clock() {
            @Override
            public long realtimeNanos() {
                openers.add(Thread.currentThread());
                return Clock.system().realtimeNanos();
            }

            @Override
            public long monotonicNanos() {
                openers.add(Thread.currentThread());
                return Clock.system().monotonicNanos();
            }
        };
        Connection connection = Connections.open(
                system, LedgerSettings.PATH, EmbeddedConnection.inMemory(), LedgerEnvironment.DEFAULT.withClock(clock));
        get(connection.opened());
        assertThat(openers).isNotEmpty().doesNotContain(Thread.currentThread());
        get(connection.close());
    }

    @Test
    void shouldAnswerWhoAskedMeanwhileOnceItIsOpen() throws InterruptedException {
        CompletableFuture<CreateTransfersReply> early = transfer(1);
        CompletionStage<SessionState.Registered> ready = ledger.ready(Duration.ofSeconds(10));
        assertThat(early).isNotDone();
        opens.complete(embedded);
        get(ledger.opened());
        FakeSession session = embedded.take();
        session.register();
        session.take().created();
        assertThat(get(early).outcome()).isInstanceOf(LedgerReply.Results.class);
        assertThat(get(ready)).isEqualTo(FakeSession.REGISTERED);
        assertThat(ledger.state()).isEqualTo(FakeSession.REGISTERED);
        assertThat(ledger.isReady()).isTrue();
    }

    @Test
    void shouldBoundWhatWaitsMeanwhile() {
        LongStream.rangeClosed(1, 8_189).forEach(this::transfer);
        await().until(() -> ledger.queuedEvents() == 8_189);
        transfer(8_190);
        CreateTransfersReply oneTooMany = get(transfer(8_191));
        assertThat(oneTooMany.outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.OVERLOADED));
    }

    @Test
    void shouldSayEverywhereWhyItCannotBeOpened() {
        CompletableFuture<CreateTransfersReply> early = transfer(1);
        CompletionStage<SessionState.Registered> ready = ledger.ready(Duration.ofSeconds(10));
        fail();
        assertUnavailable(early);
        assertThatThrownBy(() -> get(ready))
                .hasRootCauseInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining(REASON);
        assertThat(ledger.isAlive()).isFalse();
        assertThat(ledger.isReady()).isFalse();
        assertThat(ledger.state())
                .isInstanceOfSatisfying(
                        SessionState.Closed.class,
                        closed -> assertThat(closed.why()).isEqualTo(REASON));
        assertThat(ledger.describe()).contains(REASON);
        assertUnavailable(transfer(2));
        assertThatThrownBy(() -> ledger.awaitReady(Duration.ofSeconds(10)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining(REASON);
        assertThatThrownBy(() -> get(ledger.opened())).hasMessageContaining(REASON);
    }

    @Test
    void shouldCloseWhatIsOpenedAfterTheSystemBeganToStop() {
        CompletableFuture<CreateTransfersReply> early = transfer(1);
        system.terminate();
        assertThat(get(early).outcome())
                .isInstanceOfSatisfying(
                        LedgerReply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.CLOSED));
        assertThat(embedded.closed).isNotDone();
        opens.complete(embedded);
        get(system.getWhenTerminated());
        assertThat(embedded.closed).isCompleted();
    }

    @Test
    void shouldStopAfterAnOpeningThatFailed() {
        system.terminate();
        fail();
        get(system.getWhenTerminated());
        assertThat(embedded.closed).isNotDone();
    }

    private static void assertUnavailable(CompletionStage<CreateTransfersReply> reply) {
        assertThat(get(reply).outcome()).isInstanceOfSatisfying(LedgerReply.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
            assertThat(refused.message()).contains(REASON);
        });
    }
}
