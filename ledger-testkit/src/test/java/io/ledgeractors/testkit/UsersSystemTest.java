package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** Tests kits beside systems, configurations and clocks of the user. */
class UsersSystemTest {
    private static final Config CONFIG = ConfigFactory.parseString("pekko.actor.testkit.typed.timefactor = 1")
            .withFallback(ConfigFactory.load());

    @Test
    void shouldWaitForItsOwnActorsInASystemWithoutItsConfiguration() {
        ActorTestKit users = ActorTestKit.create("users", CONFIG);
        try (LedgerTestKit kit = LedgerTestKit.create(users)) {
            kit.accounts(1, 2);
            for (int round = 0; round < 50; round++) {
                long first = 1_000L * round + 1;
                List<CompletableFuture<CreateTransfersReply>> replies = new ArrayList<>();
                for (long id = first; id < first + 20; id++) {
                    replies.add(kit.ledger()
                            .createTransfers(List.of(Things.reserve(id, 1, 2, 1, 1)))
                            .toCompletableFuture());
                }
                kit.advance(Duration.ofSeconds(2));
                assertThat(replies).allSatisfy(reply -> assertThat(reply).isCompleted());
                kit.assertAccount(1).debitsPending(0);
            }
        } finally {
            users.shutdownTestKit();
        }
    }

    @Test
    void shouldLetTimersOfTheUserMoveByManualTime() {
        ActorTestKit users = ActorTestKit.create("users", ManualTime.config().withFallback(CONFIG));
        try (LedgerTestKit kit = LedgerTestKit.create(users)) {
            TestProbe<String> probe = users.createTestProbe();
            users.spawn(Behaviors.<String>withTimers(timers -> {
                timers.startSingleTimer("ring", Duration.ofHours(1));
                return Behaviors.receiveMessage(message -> {
                    probe.getRef().tell(message);
                    return Behaviors.same();
                });
            }));
            kit.accounts(1);
            kit.advance(Duration.ofDays(1));
            ManualTime manual = ManualTime.get(users.system());
            manual.expectNoMessageFor(Duration.ofMinutes(59), probe);
            manual.timePasses(Duration.ofMinutes(1));
            probe.expectMessage("ring");
        } finally {
            users.shutdownTestKit();
        }
    }

    @Test
    void shouldOpenItsLedgerInASystemThatIsCreatedWithItsSetup() throws Exception {
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            kit.accounts(1, 2);
            ActorSystem<Void> other = ActorSystem.create(
                    Behaviors.empty(), "other", ActorSystemSetup.create(BootstrapSetup.create(CONFIG), kit.setup()));
            Ledger ledger = Ledger.get(other);
            kit.await(Source.from(LongStream.rangeClosed(1, 100).boxed().toList())
                    .map(id -> Things.transfer(id, 1, 2, 1))
                    .via(LedgerFlow.createTransfers(other))
                    .runWith(Sink.ignore(), other));
            kit.assertAccount(1).debitsPosted(100);
            assertThat(ledger.clock()).isSameAs(kit.clock());
            other.terminate();
            other.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldShowTheWritesOfOneSystemToAnother() {
        try (LedgerTestKit kit = LedgerTestKit.create();
                LedgerTestKit other = LedgerTestKit.create()) {
            Ledger joined = kit.join(other.system());
            kit.accounts(1);
            assertThat(kit.await(joined.lookupAccounts(List.of(UInt128.of(1)))).orThrow())
                    .hasSize(1);
            assertThat(kit.await(other.ledger().lookupAccounts(List.of(UInt128.of(1))))
                            .orThrow())
                    .isEmpty();
            kit.close();
            assertThat(joined.lookupAccounts(List.of(UInt128.of(1)))
                            .toCompletableFuture()
                            .join()
                            .outcome())
                    .isInstanceOf(LedgerReply.Refused.class);
        }
    }
}
