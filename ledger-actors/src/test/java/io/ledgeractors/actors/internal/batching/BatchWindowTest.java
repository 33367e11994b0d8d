package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.Limits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BatchWindowTest {
    private static final long MICROS = 1_000;
    private static final long GATHER = 200 * MICROS;

    @Nested
    class OneByOne {
        private final CoreHarness core = new CoreHarness(new QueueBounds(1 << 20, 1 << 30), new Timing(GATHER, 0, 0));

        OneByOne() {
            core.register(Limits.DEFAULT);
        }

        private void ask(int number) {
            core.ask(TestAsk.create(number, 1));
        }

        private void replyAfter(long nanos) {
            core.now += nanos;
            core.reply();
        }

        /** Runs a round in which ask 1 was sent and ask 2 waits. */
        private void oneAnsweredOneWaits() {
            ask(1);
            ask(2);
            replyAfter(400 * MICROS);
        }

        @Test
        void shouldSendAtOnceWhenNothingIsInFlight() {
            ask(1);
            assertThat(core.requests()).containsExactly(List.of(1));
            assertThat(core.wakeUps).isZero();
        }

        @Test
        void shouldWaitForThoseWhoWereAnsweredAndLeaveAsSoonAsTheyAreBack() {
            oneAnsweredOneWaits();
            assertThat(core.sent).hasSize(1);
            assertThat(core.wakeUps).isEqualTo(1);
            ask(3);
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2, 3));
        }

        @Test
        void shouldWaitHalfARoundAtMost() {
            oneAnsweredOneWaits();
            core.tick();
            core.now += 198 * MICROS;
            core.tick();
            assertThat(core.sent).hasSize(1);
            core.now += 2 * MICROS;
            core.tick();
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2));
        }

        @Test
        void shouldWaitNoLongerThanTheSettingForOneAskHoweverLongARoundIs() {
            oneAnsweredOneWaitsAfter(9_000 * MICROS);
            core.now += GATHER;
            core.tick();
            assertThat(core.sent).hasSize(2);
        }

        @Test
        void shouldWaitOnAsLongAsAsksKeepComing() {
            for (int number = 1; number <= 10; number++) {
                ask(number);
            }
            replyAfter(9_000 * MICROS);
            ask(11);
            replyAfter(9_000 * MICROS);
            for (int number = 12; number <= 19; number++) {
                core.now += GATHER - 10 * MICROS;
                ask(number);
            }
            assertThat(core.sent).hasSize(2);
            core.now += GATHER;
            core.tick();
            assertThat(core.requests()).hasSize(3);
            assertThat(core.requests().get(2)).containsExactly(12, 13, 14, 15, 16, 17, 18, 19);
        }

        private void oneAnsweredOneWaitsAfter(long nanos) {
            ask(1);
            ask(2);
            replyAfter(nanos);
            core.tick();
        }

        @Test
        void shouldSendAtOnceWhatComesMuchLater() {
            ask(1);
            replyAfter(400 * MICROS);
            core.tick();
            core.now += 500 * MICROS;
            ask(2);
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2));
        }

        @Test
        void shouldNotWaitWithAFullRequest() {
            ask(1);
            core.ask(TestAsk.create(2, 8_189));
            replyAfter(400 * MICROS);
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2));
        }

        /** Runs {@code look} at the first answer: ask 1 is answered, ask 2 fills a request by itself, ask 3 waits. */
        private void answeredWhileAFullRequestWaits(Runnable look) {
            ask(1);
            core.ask(TestAsk.create(2, 8_189));
            ask(3);
            core.beforeResults = () -> {
                core.beforeResults = () -> {};
                look.run();
            };
            replyAfter(400 * MICROS);
        }

        @Test
        void shouldSendAFullRequestBeforeTheAnswersAreGivenOut() {
            List<Integer> sentByThen = new ArrayList<>();
            answeredWhileAFullRequestWaits(() -> sentByThen.add(core.sent.size()));
            assertThat(sentByThen).containsExactly(2);
            assertThat(core.answers).containsOnlyKeys(1);
        }

        @Test
        void shouldLoseNeitherAnswersNorTheNextRequestWhenGivingOutFails() {
            ask(1);
            ask(2);
            ask(3);
            replyAfter(400 * MICROS);
            core.tick();
            core.now += GATHER;
            core.tick();
            core.ask(TestAsk.create(4, 8_189));
            core.beforeResults = () -> {
                core.beforeResults = () -> {};
                throw new IllegalStateException("an asker that cannot take its answer");
            };
            replyAfter(400 * MICROS);
            assertThat(core.answers).containsOnlyKeys(1, 3);
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2, 3), List.of(4));
            core.reply();
            assertThat(core.answers).containsOnlyKeys(1, 3, 4);
        }

        @Test
        void shouldStopWaitingWhenNobodyComesBackAndTryNowAndThen() {
            int waits = 0;
            int number = 0;
            for (int round = 0; round < 2_000; round++) {
                ask(number++);
                ask(number++);
                core.now += 400 * MICROS;
                core.reply();
                if (core.core.queuedEvents() > 0) {
                    waits++;
                    core.tick();
                    core.now += GATHER;
                    core.tick();
                }
                core.now += 400 * MICROS;
                core.reply();
                core.tick();
                core.now += GATHER;
                core.tick();
            }
            assertThat(waits).isBetween(32, 500);
        }

        @Test
        void shouldNotWaitWhileItIsClosed() {
            oneAnsweredOneWaits();
            core.core.closeIntake("bye");
            core.tick();
            assertThat(core.sent).hasSize(2);
        }
    }

    @Nested
    class Lingering {
        private final CoreHarness core =
                new CoreHarness(new QueueBounds(1 << 20, 1 << 30), new Timing(0, 1_000 * MICROS, 0));

        @Test
        void shouldWaitForOthersToJoin() {
            core.register(Limits.DEFAULT);
            core.ask(TestAsk.create(1, 1));
            core.now += 500 * MICROS;
            core.ask(TestAsk.create(2, 1));
            core.tick();
            assertThat(core.sent).isEmpty();
            core.now += 500 * MICROS;
            core.tick();
            assertThat(core.requests()).containsExactly(List.of(1, 2));
        }

        @Test
        void shouldNotLingerWithAFullRequest() {
            core.register(Limits.DEFAULT);
            core.ask(TestAsk.create(1, 8_189));
            assertThat(core.sent).hasSize(1);
        }
    }

    @Nested
    class ClosedLoops {
        @Test
        void shouldReachMostOfWhatPreparedRequestsReach() {
            for (int askers : new int[] {2, 16, 64}) {
                assertThat(new ClosedLoop(askers, GATHER).run())
                        .as("%d askers", askers)
                        .isGreaterThan(0.78);
            }
        }

        @Test
        void shouldPayTwoRoundsWithoutGathering() {
            assertThat(new ClosedLoop(64, 0).run()).isLessThan(0.72);
        }

        @Test
        void shouldNotLoseByGatheringHoweverManyAskersThereAre() {
            for (int askers : new int[] {1, 2, 3, 10, 200, 1_000}) {
                assertThat(new ClosedLoop(askers, GATHER).run())
                        .as("%d askers", askers)
                        .isGreaterThan(0.97 * new ClosedLoop(askers, 0).run());
            }
        }

        @Test
        void shouldNotLeaveALedgerIdleThatIsSlowerThanTheBatcherIfEachEventTakesTime() {
            assertThat(new ClosedLoop(1_000, 0).run()).isGreaterThan(0.77);
            assertThat(new ClosedLoop(8_000, 0).run()).isGreaterThan(0.71);
        }

        @Test
        void shouldNotLoseByGatheringWhenAskersTakeTheirTime() {
            double without = new ClosedLoop(64, 0).withThinking(3_000 * MICROS).run();
            assertThat(new ClosedLoop(64, GATHER).withThinking(3_000 * MICROS).run())
                    .isGreaterThan(0.97 * without);
        }
    }
}
