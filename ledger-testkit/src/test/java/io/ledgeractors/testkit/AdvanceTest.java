package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerReply.Refused;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.actors.LedgerSetup;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.streams.ChainOpenException;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerSource;
import io.ledgeractors.tck.session.ForwardingSession;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests what moves with the time of a kit. */
class AdvanceTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    private CompletableFuture<CreateTransfersReply> send(Transfer... transfers) {
        return kit.ledger().createTransfers(List.of(transfers)).toCompletableFuture();
    }

    @Test
    void shouldExpirePendingTransfersExactlyAtTheirTime() {
        kit.accounts(1, 2);
        long created = kit.await(send(Things.reserve(1, 1, 2, 100, 10)))
                .orThrow()
                .get(0)
                .timestamp();
        Instant expires = Instant.EPOCH.plusNanos(created).plusSeconds(10);
        // A look-up takes 1 ns.
        kit.advanceTo(expires.minusNanos(10));
        kit.assertAccount(1).debitsPending(100);
        kit.advanceTo(expires);
        kit.assertAccount(1).debitsPending(0).debitsPosted(0);
    }

    @Test
    void shouldExpireWhatWasReservedForThisTime() {
        kit.accounts(1, 2);
        kit.await(send(Things.reserve(1, 1, 2, 100, 3_600), Things.reserve(2, 1, 2, 7, 3_601)));
        kit.advance(Duration.ofHours(1));
        kit.assertAccount(1).debitsPending(7);
        kit.advance(Duration.ofSeconds(1));
        kit.assertAccount(1).debitsPending(0);
    }

    @Test
    void shouldAdvanceAYearInWellUnderASecond() {
        kit.accounts(1, 2);
        kit.await(kit.ledger()
                .createTransfers(LongStream.rangeClosed(1, 365)
                        .mapToObj(day -> Things.reserve(
                                day, 1, 2, 1, (int) Duration.ofDays(day).toSeconds()))
                        .toList()));
        kit.advance(Duration.ofDays(1));
        kit.assertAccount(1).debitsPending(364);
        long began = System.nanoTime();
        kit.advance(Duration.ofDays(364));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        kit.assertAccount(1).debitsPending(0);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void shouldNotLetTimePassByItself() throws Exception {
        Instant before = kit.now();
        kit.accounts(1, 2);
        kit.await(send(Things.reserve(1, 1, 2, 100, 1)));
        assertThat(kit.now()).isEqualTo(before);
    }

    /** A session that never answers creations of transfers. */
    private static final class SilentSession extends ForwardingSession {
        private final List<ReplyHandler> silent = new ArrayList<>();

        SilentSession(LedgerSession session) {
            super(session);
        }

        @Override
        public void submit(Operation operation, Body body, ReplyHandler handler) {
            if (operation == Operation.CREATE_TRANSFERS) {
                silent.add(handler);
            } else {
                super.submit(operation, body, handler);
            }
        }
    }

    private Ledger silentLedger() {
        return LedgerSetup.create(
                        LedgerTestKitSettings.create().batcher(),
                        () -> new SilentSession(kit.core().newSession(kit.system())))
                .withClock(kit.clock())
                .withAlarms(kit.alarms())
                .open(kit.system());
    }

    @Test
    void shouldTimeAsksOutAtTheirTime() {
        Ledger silent = silentLedger();
        Instant asked = kit.now();
        CompletionStage<CreateTransfersReply> sent =
                silent.createTransfers(List.of(Things.transfer(1, 1, 2, 1)), Duration.ofSeconds(30));
        kit.awaitQuiet();
        CompletionStage<CreateTransfersReply> waiting =
                silent.createTransfers(List.of(Things.transfer(2, 1, 2, 1)), Duration.ofSeconds(20));
        kit.advanceTo(asked.plusSeconds(20).minusNanos(1));
        assertThat(waiting.toCompletableFuture()).isNotDone();
        kit.advanceTo(asked.plusSeconds(20));
        assertThat(((Refused<?>) kit.await(waiting).outcome()).reason()).isEqualTo(Refusal.TIMED_OUT);
        kit.advanceTo(asked.plusSeconds(30).minusNanos(1));
        assertThat(sent.toCompletableFuture()).isNotDone();
        kit.advanceTo(asked.plusSeconds(30));
        assertThat(kit.await(sent).outcome()).isInstanceOf(LedgerReply.Unknown.class);
    }

    /** Asks with a time-out, counts the answers, and asks again each time. */
    private static Behavior<CreateTransfersReply> retrying(Ledger ledger, List<CreateTransfersReply> answers) {
        return Behaviors.setup(context -> {
            ask(ledger, context.getSelf());
            return Behaviors.receiveMessage(reply -> {
                answers.add(reply);
                ask(ledger, context.getSelf());
                return Behaviors.same();
            });
        });
    }

    private static void ask(Ledger ledger, ActorRef<CreateTransfersReply> replyTo) {
        ledger.batcher()
                .tell(LedgerRequest.createTransfers(List.of(Things.transfer(1, 1, 2, 1)))
                        .to(replyTo)
                        .withTimeout(Duration.ofMinutes(1)));
    }

    @Test
    void shouldWaitForActorsOfTheUserBeforeTheTimeGoesOn() {
        List<CreateTransfersReply> answers = new ArrayList<>();
        kit.testKit().spawn(retrying(silentLedger(), answers));
        kit.advance(Duration.ofHours(10));
        assertThat(answers).hasSize(600);
    }

    @Test
    void shouldSayThatAnActorMustNotMoveTheTime() {
        LedgerTestKitSettings settings = LedgerTestKitSettings.create().withPatience(Duration.ofSeconds(2));
        try (LedgerTestKit impatient = LedgerTestKit.create(settings)) {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            ActorRef<String> actor = impatient.testKit().spawn(Behaviors.receiveMessage(message -> {
                try {
                    impatient.advance(Duration.ZERO);
                    failure.complete(new AssertionError("it advanced"));
                } catch (IllegalStateException refused) {
                    failure.complete(refused);
                }
                return Behaviors.same();
            }));
            actor.tell("advance");
            assertThat(failure.orTimeout(10, TimeUnit.SECONDS).join()).hasMessageContaining("which waits for itself");
        }
    }

    @Test
    void shouldMoveTheWaitsOfStreams() {
        kit.accounts(1, 2);
        LedgerStreamSettings settings = LedgerStreamSettings.create(kit.system())
                .withMaxPoll(Duration.ofSeconds(10))
                .withMinPoll(Duration.ofSeconds(10));
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        LedgerSource.liveChangeEvents(
                        kit.ledger(), settings, ChangeEventsFilter.builder().build())
                .runWith(Sink.foreach(event -> seen.add(event.transfer().id().low())), kit.system());
        kit.advance(Duration.ofMinutes(1));
        kit.await(send(Things.transfer(1, 1, 2, 5)));
        kit.awaitQuiet();
        assertThat(seen).isEmpty();
        kit.advance(Duration.ofSeconds(10));
        assertThat(seen).containsExactly(1L);
    }

    @Test
    void shouldMoveTheTimeThatAStreamWaitsForTheEndOfAChain() {
        kit.accounts(1, 2);
        LedgerStreamSettings settings =
                LedgerStreamSettings.create(kit.system()).withMaxChainWait(Duration.ofMinutes(3));
        Transfer open = Things.transfer(1, 1, 2, 5).toBuilder()
                .flags(TransferFlags.LINKED)
                .build();
        CompletionStage<List<TransferResult>> ended = Source.single(open)
                .concat(Source.maybe())
                .via(LedgerFlow.createTransfers(kit.ledger(), settings))
                .runWith(Sink.seq(), kit.system());
        kit.awaitQuiet();
        Instant begun = kit.now();
        kit.advanceTo(begun.plusSeconds(180).minusNanos(1));
        assertThat(ended.toCompletableFuture()).isNotDone();
        kit.advanceTo(begun.plusSeconds(180));
        assertThatThrownBy(() -> kit.await(ended)).hasCauseInstanceOf(ChainOpenException.class);
    }
}
