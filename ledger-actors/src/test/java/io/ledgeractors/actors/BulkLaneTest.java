package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BulkLaneTest {
    private static final int FULL = Limits.DEFAULT.eventsMax(Operation.CREATE_TRANSFERS);
    private static final BatcherSettings SETTINGS = BatcherSettings.DEFAULT.withDrainTimeout(Duration.ofMillis(100));
    private static final ByteBuffer EVENTS = Bytes.allocate(FULL * 128);

    private static Submit command(int events, List<RawReply> answers) {
        ByteBuffer some = EVENTS.duplicate().limit(events * 128);
        return Submit.of(Operation.CREATE_TRANSFERS, some, answers::add);
    }

    /** Tests the lane alone. The test stands in for the batcher and answers by hand. */
    @Nested
    class Alone {
        private final List<Submit> batcher = new ArrayList<>();
        private final List<RawReply> answers = new ArrayList<>();
        private final AtomicInteger sentLater = new AtomicInteger();
        private final BulkLane lane = new BulkLane(batcher::add);

        private BulkLane.Ticket send(int events) {
            return lane.send(command(events, answers), sentLater::incrementAndGet);
        }

        private void answer(int index) {
            batcher.get(index).refused(Refusal.CLOSED, "test");
        }

        @Test
        void shouldSendTwoFullRequestsAtOnce() {
            assertThat(send(FULL).isWaiting()).isFalse();
            assertThat(send(FULL).isWaiting()).isFalse();
            assertThat(batcher).hasSize(2).allMatch(Submit::hasCredit).allMatch(Submit::isBulk);
            assertThat(sentLater).hasValue(0);
        }

        @Test
        void shouldHoldBackWhatIsMoreThanTheBoundWhateverTheNumberOfSenders() {
            List<BulkLane.Ticket> tickets =
                    IntStream.range(0, 1_000).mapToObj(i -> send(FULL)).toList();
            assertThat(batcher).hasSize(3);
            assertThat(lane.events()).isEqualTo(3 * FULL);
            for (int i = 0; i < 1_000; i++) {
                answer(i);
                assertThat(lane.events()).isLessThanOrEqualTo(3 * FULL);
            }
            assertThat(batcher).hasSize(1_000);
            assertThat(answers).hasSize(1_000);
            assertThat(tickets).noneMatch(BulkLane.Ticket::isWaiting);
            assertThat(sentLater).hasValue(997);
            assertThat(lane.events()).isZero();
            assertThat(lane.waiting()).isZero();
        }

        @Test
        void shouldForgetWhatIsWithdrawnAndServeWhoComesNext() {
            send(FULL);
            send(FULL);
            send(FULL);
            BulkLane.Ticket first = send(FULL);
            BulkLane.Ticket second = send(1);
            assertThat(first.isWaiting()).isTrue();
            assertThat(first.withdraw()).isTrue();
            assertThat(first.withdraw()).isFalse();
            assertThat(second.isWaiting())
                    .as("the small ask still waits after the big one was withdrawn")
                    .isFalse();
            assertThat(second.withdraw()).isFalse();
            assertThat(batcher).hasSize(4);
            assertThat(lane.waiting()).isZero();
        }

        @Test
        void shouldGetCreditBackFromAnAskerThatThrows() {
            lane.send(
                    Submit.of(Operation.CREATE_TRANSFERS, Bytes.allocate(128), reply -> {
                        throw new IllegalStateException("asker");
                    }),
                    () -> {});
            try {
                answer(0);
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("asker");
            }
            assertThat(lane.events()).isZero();
        }
    }

    @Test
    void shouldKeepBoundAndOrderWithManyThreads() throws InterruptedException {
        int senders = 8;
        int each = 2_000;
        BlockingQueue<Submit> mailbox = new LinkedBlockingQueue<>();
        BulkLane lane = new BulkLane(mailbox::add);
        Map<Long, Integer> newest = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        for (int sender = 1; sender <= senders; sender++) {
            long key = sender;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    CompletableFuture<Void> sent = new CompletableFuture<>();
                    // The sizes do not fit into the lane together, so most asks stand in line.
                    Submit ask = command(1 + (i * 31 + (int) key) % FULL, new ArrayList<>());
                    BulkLane.Ticket ticket = lane.send(ask.withOrder(key), () -> sent.complete(null));
                    if (ticket.isWaiting()) {
                        sent.join();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (int answered = 0; answered < senders * each; answered++) {
            Submit next = mailbox.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("the next command that the lane forwards").isNotNull();
            assertThat(lane.events()).isBetween(1, BulkLane.BOUNDS.events());
            int number = newest.merge(next.order(), 1, Integer::sum) - 1;
            assertThat(next.count()).isEqualTo(1 + (number * 31 + (int) next.order()) % FULL);
            next.refused(Refusal.CLOSED, "test");
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lane.events()).isZero();
        assertThat(lane.waiting()).isZero();
    }

    /** Tests the lane of a ledger whose sessions the test controls. */
    @Nested
    class OfALedger {
        private final ActorTestKit kit = ActorTestKit.create();
        private final BlockingQueue<FakeSession> sessions = new LinkedBlockingQueue<>();
        private final BlockingQueue<RawReply> answers = new LinkedBlockingQueue<>();
        private final Ledger ledger = Ledger.open(kit.system(), SETTINGS, () -> {
            FakeSession opened = new FakeSession();
            sessions.add(opened);
            return opened;
        });

        @AfterEach
        void stop() {
            kit.shutdownTestKit();
        }

        private FakeSession session() throws InterruptedException {
            return sessions.poll(10, TimeUnit.SECONDS);
        }

        private void send(int commands) {
            for (int i = 0; i < commands; i++) {
                ByteBuffer all = EVENTS.duplicate();
                ledger.bulk().send(Submit.of(Operation.CREATE_TRANSFERS, all, answers::add), () -> {});
            }
        }

        private void expectAnswers(int count, Class<? extends RawReply> kind) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                assertThat(answers.poll(10, TimeUnit.SECONDS)).isInstanceOf(kind);
            }
            await().untilAsserted(() -> assertThat(ledger.bulk().events()).isZero());
            assertThat(ledger.bulk().waiting()).isZero();
        }

        @Test
        void shouldHoldABoundAtTheBatcherAndGetAllBackWithTheAnswers() throws InterruptedException {
            FakeSession session = session();
            session.register();
            send(20);
            for (int i = 0; i < 20; i++) {
                FakeSession.Request request = session.take();
                assertThat(ledger.queuedEvents()).isLessThanOrEqualTo(3 * FULL);
                request.created();
            }
            expectAnswers(20, RawReply.Results.class);
        }

        @Test
        void shouldLoseNoCreditWhenTheBatcherFails() throws InterruptedException {
            FakeSession session = session();
            session.register();
            Submit poisoned = new Submit(
                    Operation.CREATE_TRANSFERS, null, 1, 1, false, 0, Lane.BULK, 0, new RawReplyConsumer(answers::add));
            ledger.bulk().send(poisoned, () -> {});
            expectAnswers(1, RawReply.Refused.class);
            send(4);
            for (int i = 0; i < 4; i++) {
                session.take().created();
            }
            expectAnswers(4, RawReply.Results.class);
        }

        @Test
        void shouldLoseNoCreditWithASession() throws InterruptedException {
            FakeSession session = session();
            session.register();
            send(5);
            session.take().handler().onOutcome(new Outcome.Unknown("evicted"));
            session.evict(EvictionReason.NO_SESSION);
            FakeSession next = session();
            next.register(80);
            for (int i = 0; i < 5; i++) {
                next.take().answer(CreateTransferStatus.Created, 100);
            }
            expectAnswers(5, RawReply.Results.class);
        }

        @Test
        void shouldRefuseThoseInLineTooWhenTheLedgerCloses() {
            send(50);
            kit.system().terminate();
            await().untilAsserted(() -> assertThat(answers).hasSizeGreaterThanOrEqualTo(3));
            assertThat(answers).allMatch(RawReply.Refused.class::isInstance);
        }
    }
}
