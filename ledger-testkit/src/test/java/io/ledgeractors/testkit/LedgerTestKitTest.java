package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** Tests kits without JUnit's help. */
class LedgerTestKitTest {
    private static List<Account> accounts(LedgerTestKit kit, long id) {
        return kit.await(kit.ledger().lookupAccounts(List.of(UInt128.of(id)))).orThrow();
    }

    private static CreateAccountStatus create(LedgerTestKit kit, long id) {
        return kit.await(kit.ledger().createAccounts(List.of(Things.account(id))))
                .orThrow()
                .get(0)
                .status();
    }

    @Test
    void shouldOpenAFreshLedgerInASystemThatIsWarm() {
        ActorSystem<?> first;
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            first = kit.system();
            assertThat(create(kit, 1)).isEqualTo(CreateAccountStatus.Created);
            assertThat(accounts(kit, 1)).hasSize(1);
        }
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            assertThat(kit.system()).isSameAs(first);
            assertThat(accounts(kit, 1)).isEmpty();
        }
    }

    @Test
    void shouldBeTheDefaultLedgerOfItsOwnSystem() {
        Ledger before;
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            before = kit.ledger();
            assertThat(Ledger.get(kit.system())).isSameAs(before);
        }
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            assertThat(Ledger.get(kit.system())).isSameAs(kit.ledger()).isNotSameAs(before);
        }
    }

    @Test
    void shouldNotShareItsSystemWithAnotherKit() {
        try (LedgerTestKit kit = LedgerTestKit.create();
                LedgerTestKit other = LedgerTestKit.create()) {
            assertThat(kit.system()).isNotSameAs(other.system());
            create(kit, 1);
            assertThat(accounts(other, 1)).isEmpty();
        }
    }

    @Test
    void shouldUseTheConfigurationThatItIsGiven() {
        LedgerTestKitSettings settings = LedgerTestKitSettings.create().withConfig("my.own.key = 7");
        try (LedgerTestKit kit = LedgerTestKit.create(settings)) {
            assertThat(kit.system().settings().config().getInt("my.own.key")).isEqualTo(7);
        }
    }

    @Test
    void shouldStopTheActorsOfATestAtItsEnd() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        CompletableFuture<LedgerReply<Account>> asked = new CompletableFuture<>();
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            Ledger ledger = kit.ledger();
            kit.testKit()
                    .spawn(
                            Behaviors.receive(String.class)
                                    .onSignal(PostStop.class, signal -> {
                                        ledger.lookupAccounts(List.of(UInt128.of(1)))
                                                .thenAccept(asked::complete);
                                        stopped.complete(null);
                                        return Behaviors.same();
                                    })
                                    .build(),
                            "of-this-test");
        }
        assertThat(stopped).isCompleted();
        assertThat(asked).as("the ledger is closed after the actors").isDone();
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            ActorRef<String> next = kit.testKit().spawn(Behaviors.empty(), "of-this-test");
            assertThat(next.path().name()).isEqualTo("of-this-test");
        }
    }

    @Test
    void shouldLiveInATestKitOfTheUser() {
        ActorTestKit testKit =
                ActorTestKit.create("users", ConfigFactory.parseString("""
                pekko.actor.default-dispatcher.throughput = 3
                ledger-actors.embedded.in-memory = on
                """).withFallback(ConfigFactory.load()));
        try {
            LedgerTestKit kit = LedgerTestKit.create(testKit);
            Ledger ledger = kit.ledger();
            assertThat(kit.testKit()).isSameAs(testKit);
            assertThat(kit.system()).isSameAs(testKit.system());
            assertThat(create(kit, 1)).isEqualTo(CreateAccountStatus.Created);
            assertThat(Ledger.get(testKit.system())).isNotSameAs(ledger);
            ActorRef<String> users = testKit.spawn(Behaviors.ignore());
            kit.close();
            assertThat(ledger.createAccounts(List.of(Things.account(2)))
                            .toCompletableFuture()
                            .join()
                            .outcome())
                    .isInstanceOf(LedgerReply.Refused.class);
            TestProbe<Object> probe = testKit.createTestProbe();
            assertThatThrownBy(() -> probe.expectTerminated(users, Duration.ofMillis(1)))
                    .as("actors of the user live on")
                    .isInstanceOf(AssertionError.class);
        } finally {
            testKit.shutdownTestKit();
        }
    }

    @Test
    void shouldBeTheDefaultLedgerOfAUsersSystemIfAsked() {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(),
                "users",
                ConfigFactory.parseString("ledger-actors.embedded.in-memory = on")
                        .withFallback(ConfigFactory.load()));
        try {
            LedgerTestKit kit =
                    LedgerTestKit.create(system, LedgerTestKitSettings.create().asDefault());
            assertThat(Ledger.get(system)).isSameAs(kit.ledger());
            Ledger ofKit = kit.ledger();
            kit.close();
            assertThat(Ledger.get(system)).isNotSameAs(ofKit);
        } finally {
            system.terminate();
        }
    }

    @Test
    void shouldStartItsClockWhereItIsTold() {
        Instant start = Instant.parse("2030-05-06T07:08:09.123456789Z");
        try (LedgerTestKit kit =
                LedgerTestKit.create(LedgerTestKitSettings.create().withStart(start))) {
            assertThat(kit.now()).isEqualTo(start);
            create(kit, 1);
            assertThat(accounts(kit, 1).get(0).timestamp())
                    .isBetween(kit.clock().realtimeNanos(), kit.clock().realtimeNanos() + 1_000);
        }
    }

    @Test
    void shouldNotLendASystemAgainThatATestHasTerminated() {
        LedgerTestKit ended = LedgerTestKit.create();
        ActorSystem<?> terminated = ended.system();
        terminated.terminate();
        ended.close();
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            assertThat(kit.system()).isNotSameAs(terminated);
            assertThat(create(kit, 1)).isEqualTo(CreateAccountStatus.Created);
        }
    }

    @Test
    void shouldSayThatItIsClosed() {
        LedgerTestKit kit = LedgerTestKit.create();
        kit.close();
        kit.close();
        assertThatIllegalStateException().isThrownBy(kit::ledger).withMessage("the kit is closed");
    }

    @Test
    void shouldFailWhenNothingCameInTime() {
        LedgerTestKitSettings settings = LedgerTestKitSettings.create().withPatience(Duration.ofSeconds(2));
        try (LedgerTestKit kit = LedgerTestKit.create(settings)) {
            assertThatThrownBy(() -> kit.await(new CompletableFuture<>()))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("nothing came within PT2S of real time");
        }
    }
}
