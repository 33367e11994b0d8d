package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatcherCoreTest {
    private static final int FULL = 8_189;

    @Nested
    class Batching {
        @Test
        void shouldSendAtOnceWhenNothingIsInFlight() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 3));
            assertThat(core.requests()).containsExactly(List.of(1));
        }

        @Test
        void shouldJoinWhatComesWhileARequestIsInFlight() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 2));
            core.ask(TestAsk.create(3, 1));
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2, 3));
            core.reply();
            assertThat(core.answerOrder).containsExactly(1, 2, 3);
        }

        @Test
        void shouldAnswerAskersBeforeTheNextRequestLeaves() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.reply();
            assertThat(core.answers).containsOnlyKeys(1);
            assertThat(core.last().asks()).containsExactly(2);
        }

        @Test
        void shouldKeepTheEventsOfAnAskInOneRequest() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 5_000));
            core.ask(TestAsk.create(3, 5_000));
            core.ask(TestAsk.create(4, 3_000));
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2, 4), List.of(3));
        }

        @Test
        void shouldFillARequestToItsLastByte() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            for (int i = 1; i <= 9_000; i++) {
                core.ask(TestAsk.create(i, 1));
            }
            core.reply();
            // 8,062 x 128 bytes and a trailer of 126 x 128 bytes are exactly 1,048,064; one more does not fit.
            int asks = core.last().asks().size();
            assertThat(Limits.DEFAULT.fits(Operation.CREATE_TRANSFERS, asks, asks, asks))
                    .isTrue();
            assertThat(Limits.DEFAULT.fits(Operation.CREATE_TRANSFERS, asks + 1, asks + 1, asks + 1))
                    .isFalse();
        }

        // A real 0.17.9 server stops at a request whose first batch is not imported but a later one is.
        @Test
        void shouldNeverMergeImportedAsksWithOthers() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1).asImported());
            core.ask(TestAsk.create(3, 1));
            core.ask(TestAsk.create(4, 1).asImported());
            core.ask(TestAsk.create(5, 1).inBulk().asImported());
            core.ask(TestAsk.create(6, 1).inBulk());
            for (int i = 0; i < 4; i++) {
                core.reply();
            }
            assertThat(core.requests()).containsExactly(List.of(0), List.of(1, 3), List.of(2, 4, 5), List.of(6));
            assertThat(core.answers).hasSize(7);
        }

        @Test
        void shouldKeepTheOrderOfAKeyAcrossImportedAsksAndOthers() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 1).withOrder(7));
            core.ask(TestAsk.create(2, 1).withOrder(7).asImported());
            core.ask(TestAsk.create(3, 1).withOrder(7));
            for (int i = 0; i < 4; i++) {
                core.reply();
            }
            assertThat(core.answerOrder).containsExactly(0, 1, 2, 3);
        }

        @Test
        void shouldMergeQueriesOnlyAsLongAsTheWorstReplyFits() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(new TestAsk(1, Operation.GET_ACCOUNT_TRANSFERS, 1, 4_000, 0, false));
            core.ask(new TestAsk(2, Operation.GET_ACCOUNT_TRANSFERS, 1, 4_190, 0, false));
            core.ask(new TestAsk(3, Operation.GET_ACCOUNT_TRANSFERS, 1, 4_188, 0, false));
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(0), List.of(1, 3), List.of(2));
        }

        @Test
        void shouldSendPlainOperationsOneByOne() {
            CoreHarness core = CoreHarness.registered();
            for (int i = 0; i < 3; i++) {
                core.ask(new TestAsk(i, Operation.GET_CHANGE_EVENTS, 1, 10, 0, false));
            }
            core.reply();
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(0), List.of(1), List.of(2));
            assertThat(core.answers).hasSize(3).containsValue("results");
        }

        @Test
        void shouldSendAsksWithoutEvents() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 0));
            core.reply();
            assertThat(core.answers).containsEntry(1, "results");
        }

        @Test
        void shouldLetOperationsTakeTurnsOldestFirst() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, FULL));
            core.ask(TestAsk.create(2, FULL));
            core.ask(TestAsk.create(3, 1).with(Operation.LOOKUP_ACCOUNTS));
            core.ask(TestAsk.create(4, 1).with(Operation.CREATE_ACCOUNTS));
            for (int i = 0; i < 4; i++) {
                core.reply();
            }
            assertThat(core.requests()).containsExactly(List.of(0), List.of(3), List.of(1), List.of(4), List.of(2));
        }
    }

    @Nested
    class OrderOfAKey {
        @Test
        void shouldHoldAcrossOperations() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1).with(Operation.LOOKUP_ACCOUNTS));
            core.ask(TestAsk.create(1, 1).withOrder(7));
            core.ask(TestAsk.create(2, 1).with(Operation.LOOKUP_ACCOUNTS).withOrder(7));
            core.ask(TestAsk.create(3, 1).withOrder(7));
            core.ask(TestAsk.create(4, 1));
            core.reply();
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(0), List.of(1, 4), List.of(2), List.of(3));
        }

        @Test
        void shouldMakeARequestWaitForAnOlderOneWhoseTurnItIsNot() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 1).withOrder(7));
            core.ask(TestAsk.create(2, 1).with(Operation.LOOKUP_ACCOUNTS).withOrder(7));
            core.reply();
            // The look-ups have their turn after the transfers, but they must wait because they read what ask 1 writes.
            assertThat(core.last().asks()).containsExactly(1);
        }

        @Test
        void shouldNotLetALaterAskOfAKeySlipIntoAFreeCorner() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 8_000).withOrder(5));
            core.ask(TestAsk.create(2, 8_000).withOrder(7));
            core.ask(TestAsk.create(3, 1).withOrder(7));
            core.ask(TestAsk.create(4, 1).withOrder(5));
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(0), List.of(1, 4), List.of(2, 3));
        }

        @Test
        void shouldHoldBetweenLanes() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, FULL).inBulk());
            core.ask(TestAsk.create(2, FULL).inBulk().withOrder(7));
            core.ask(TestAsk.create(3, 1).withOrder(7));
            core.ask(TestAsk.create(4, 1));
            for (int i = 0; i < 5; i++) {
                core.reply();
            }
            assertThat(core.executed).containsExactly(0, 1, 4, 2, 3);
        }
    }

    @Nested
    class Lanes {
        @Test
        void shouldFillWithBulkWhatInteractiveAsksLeave() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 4_000));
            core.ask(TestAsk.create(2, 4_000).inBulk());
            core.reply();
            assertThat(core.last().asks()).containsExactly(1, 2);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 4, 16})
        void shouldDelayAnAskByAtMostTwoRequestsHoweverManyStreamsThereAre(int streams) {
            CoreHarness core = CoreHarness.registered();
            int number = 0;
            for (int i = 0; i < 2 * streams; i++) {
                core.ask(TestAsk.create(number++, FULL).inBulk().withOrder(1 + i % streams));
            }
            for (int round = 0; round < 20; round++) {
                int inFlight = core.sent.size() - 1;
                core.ask(TestAsk.create(1_000_000 + round, 1));
                for (int i = 0; i < 3; i++) {
                    core.ask(TestAsk.create(number, FULL).inBulk().withOrder(1 + number % streams));
                    number++;
                    core.reply();
                }
                int ask = 1_000_000 + round;
                assertThat(core.sent.subList(inFlight + 1, inFlight + 3))
                        .as("the two requests after the one that was in flight")
                        .anySatisfy(request -> assertThat(request.asks()).contains(ask));
            }
        }

        @Test
        void shouldGiveBulkAtLeastEveryFourthRequest() {
            CoreHarness core = CoreHarness.registered();
            int number = 0;
            Operation[] busy = {Operation.CREATE_TRANSFERS, Operation.LOOKUP_ACCOUNTS, Operation.CREATE_ACCOUNTS};
            for (int i = 0; i < 30; i++) {
                for (Operation operation : busy) {
                    core.ask(TestAsk.create(number++, FULL).with(operation));
                }
            }
            for (int i = 0; i < 8; i++) {
                core.ask(TestAsk.create(1_000 + i, FULL).inBulk());
            }
            int start = core.sent.size();
            for (int i = 0; i < 32; i++) {
                core.reply();
            }
            List<List<Integer>> requests = core.requests();
            for (int i = start; i + 4 <= start + 32; i++) {
                assertThat(requests.subList(i, i + 4))
                        .as("requests from %d on", i)
                        .anySatisfy(request -> assertThat(request).anyMatch(ask -> ask >= 1_000));
            }
        }
    }

    @Nested
    class Bounds {
        @Test
        void shouldRefuseMoreEventsThanFitAtOnce() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, FULL + 1));
            assertThat(core.answers).containsEntry(1, "TOO_MUCH_DATA");
            assertThat(core.sent).isEmpty();
        }

        @Test
        void shouldRefuseAQueryForMoreThanAReplyHolds() {
            CoreHarness core = CoreHarness.registered();
            core.ask(new TestAsk(1, Operation.QUERY_TRANSFERS, 1, FULL + 1, 0, false));
            assertThat(core.answers).containsEntry(1, "TOO_MUCH_DATA");
        }

        @Test
        void shouldRefuseAboveTheBoundOfEvents() {
            CoreHarness core = new CoreHarness(new QueueBounds(3, 1 << 20));
            core.ask(TestAsk.create(1, 2));
            core.ask(TestAsk.create(2, 2));
            core.ask(TestAsk.create(3, 0));
            core.ask(TestAsk.create(4, 0));
            assertThat(core.answers).containsOnly(entry(2, "OVERLOADED"), entry(4, "OVERLOADED"));
        }

        @Test
        void shouldRefuseAboveTheBoundOfBytes() {
            CoreHarness core = new CoreHarness(new QueueBounds(1_000, 300));
            core.ask(TestAsk.create(1, 2));
            core.ask(TestAsk.create(2, 1));
            assertThat(core.answers).containsExactly(entry(2, "OVERLOADED"));
        }

        @Test
        void shouldNeverRefuseWhatHasCreditForWantOfRoomNorCountItForOthers() {
            CoreHarness core = new CoreHarness(new QueueBounds(3, 1 << 20));
            core.ask(TestAsk.create(1, 8).inBulk().withOrder(7));
            core.ask(TestAsk.create(2, 8).inBulk().withOrder(7));
            core.ask(TestAsk.create(3, 3));
            core.ask(TestAsk.create(4, 1));
            assertThat(core.answers).containsOnly(entry(4, "OVERLOADED"));
            assertThat(core.core.queuedEvents()).isEqualTo(19);
            core.register(Limits.DEFAULT);
            core.reply();
            core.ask(TestAsk.create(5, 3));
            assertThat(core.answers).doesNotContainKey(5);
        }

        @Test
        void shouldRefuseBulkWithoutCreditAboveTheBound() {
            CoreHarness core = new CoreHarness(new QueueBounds(3, 1 << 20));
            core.ask(TestAsk.create(1, 2).inBulk().withoutCredit());
            core.ask(TestAsk.create(2, 2).inBulk().withoutCredit());
            assertThat(core.answers).containsExactly(entry(2, "OVERLOADED"));
        }

        @Test
        void shouldNotCountTheRequestInFlight() {
            CoreHarness core = new CoreHarness(new QueueBounds(3, 1 << 20));
            core.register(Limits.DEFAULT);
            core.ask(TestAsk.create(1, 3));
            core.ask(TestAsk.create(2, 3));
            assertThat(core.answers).isEmpty();
            core.reply();
            core.reply();
            assertThat(core.core.queuedEvents()).isZero();
            assertThat(core.core.queuedBytes()).isZero();
        }
    }

    @Nested
    class Sessions {
        @Test
        void shouldLetAsksWaitUntilASessionIsThere() {
            CoreHarness core = new CoreHarness();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            assertThat(core.sent).isEmpty();
            core.register(Limits.DEFAULT);
            assertThat(core.requests()).containsExactly(List.of(1, 2));
        }

        @Test
        void shouldRefuseWhatTurnsOutTooLargeForTheServer() {
            CoreHarness core = new CoreHarness();
            core.ask(TestAsk.create(1, 254));
            core.ask(TestAsk.create(2, 253));
            core.register(Limits.DEVELOPMENT);
            assertThat(core.answers).containsExactly(entry(1, "TOO_MUCH_DATA"));
            assertThat(core.requests()).containsExactly(List.of(2));
        }

        @Test
        void shouldRefuseWhatTheLedgerHasNoCapacityForAndGoOnWithTheRest() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.ask(TestAsk.create(3, 1));
            core.noCapacity();
            assertThat(core.answers).containsExactly(entry(1, "UNAVAILABLE"));
            assertThat(core.requests()).containsExactly(List.of(1), List.of(2, 3));
            core.reply();
            assertThat(core.answerOrder).containsExactly(1, 2, 3);
        }

        @Test
        void shouldGoOnWithTheSameRequestIfItWasNotSent() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.notSent();
            assertThat(core.doubtful).isEqualTo(1);
            assertThat(core.sent).hasSize(1);
            core.register(Limits.DEFAULT);
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(1), List.of(1), List.of(2));
            assertThat(core.answers).hasSize(2).containsValue("results");
        }

        @Test
        void shouldSendAsksOneByOneIfTheirRequestIsTooBigForANewSession() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 200).withOrder(7));
            core.ask(TestAsk.create(2, 200).withOrder(7));
            core.ask(TestAsk.create(3, 300));
            core.lost(true);
            core.register(Limits.DEVELOPMENT);
            core.reply();
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(0), List.of(0), List.of(1), List.of(2));
            assertThat(core.answers).containsEntry(3, "TOO_MUCH_DATA").containsEntry(2, "results");
        }

        @Test
        void shouldTreatAReplyOfAnotherFormAsUnknown() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 2));
            core.core.outcome(core.last().requestNumber(), new Outcome.Reply(Bytes.allocate(16), 1), 5);
            assertThat(core.answers).containsEntry(1, "unknown");
        }

        @Test
        void shouldIgnoreASecondOutcome() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            CoreHarness.Sent first = core.last();
            core.reply();
            core.core.outcome(first.requestNumber(), new Outcome.Unknown("late"), 9);
            assertThat(core.answers).containsExactly(entry(1, "results"));
        }
    }

    @Nested
    class Refusals {
        @ParameterizedTest
        @EnumSource(
                value = EvictionReason.class,
                names = {"INVALID_REQUEST_OPERATION", "INVALID_REQUEST_BODY", "INVALID_REQUEST_BODY_SIZE"})
        void shouldRefuseTheOnlyAskOfARequestThatTheLedgerDoesNotTake(EvictionReason reason) {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.notExecuted(reason);
            assertThat(core.answers).containsExactly(entry(1, "INVALID"));
            core.ask(TestAsk.create(2, 1));
            assertThat(core.last().asks()).containsExactly(2);
        }

        @Test
        void shouldSendEachBatchOfARefusedRequestOnceByItself() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 1).withOrder(7));
            core.ask(TestAsk.create(2, 1).withOrder(7));
            core.reply();
            core.ask(TestAsk.create(3, 1).withOrder(7));
            core.notExecuted(EvictionReason.INVALID_REQUEST_BODY);
            assertThat(core.last().asks()).containsExactly(1);
            core.notExecuted(EvictionReason.INVALID_REQUEST_BODY);
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(0), List.of(1, 2), List.of(1), List.of(2), List.of(3));
            assertThat(core.answerOrder).containsExactly(0, 1, 2, 3);
            assertThat(core.answers).containsEntry(1, "INVALID").containsEntry(2, "results");
        }

        @Test
        void shouldRefuseEverybodyWhenTheReleaseDoesNotFit() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.core.refuseAll(Refusal.UNAVAILABLE, "upgrade");
            core.ask(TestAsk.create(3, 1));
            assertThat(core.answers).containsOnly(entry(2, "UNAVAILABLE"), entry(3, "UNAVAILABLE"));
            core.lost(true);
            assertThat(core.answers).containsEntry(1, "unknown");
        }
    }

    @Nested
    class LostSessions {
        private final CoreHarness core = CoreHarness.registered();

        @Test
        void shouldSendTheSameBytesAgainBeforeAnythingElse() {
            core.ask(TestAsk.create(1, 2));
            core.ask(TestAsk.create(2, 1));
            CoreHarness.Sent lost = core.last();
            core.lost(true);
            core.ask(TestAsk.create(3, 1));
            assertThat(core.sent).hasSize(1);
            assertThat(core.answers).isEmpty();
            core.register(Limits.DEFAULT);
            assertThat(core.requests()).containsExactly(List.of(1), List.of(1));
            assertThat(core.last().body()).isEqualTo(lost.body());
            core.reply();
            assertThat(core.answers).containsExactly(entry(1, "results"));
            assertThat(core.resolved).isEqualTo(1);
            core.reply();
            assertThat(core.answers).containsEntry(2, "results").containsEntry(3, "results");
        }

        @Test
        void shouldRepeatReads() {
            core.ask(TestAsk.create(1, 2).with(Operation.LOOKUP_ACCOUNTS));
            core.lost(false);
            core.register(Limits.DEFAULT);
            core.reply();
            assertThat(core.answers).containsExactly(entry(1, "results"));
        }

        @Test
        void shouldStartOverWhenTheNextSessionIsLostToo() {
            core.ask(TestAsk.create(1, 1));
            core.lost(false);
            core.register(Limits.DEFAULT);
            core.lost(true);
            core.register(Limits.DEFAULT);
            core.notSent();
            core.register(Limits.DEFAULT);
            core.reply();
            assertThat(core.requests()).hasSize(4).containsOnly(List.of(1));
            assertThat(core.answers).containsExactly(entry(1, "results"));
        }

        @Test
        void shouldCutTheRequestForASessionThatTakesLess() {
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 200));
            core.ask(TestAsk.create(2, 200));
            core.ask(TestAsk.create(3, 300));
            core.reply();
            core.lost(false);
            core.register(Limits.DEVELOPMENT);
            core.reply();
            core.reply();
            assertThat(core.requests()).containsExactly(List.of(0), List.of(1, 2, 3), List.of(1), List.of(2));
            assertThat(core.answers)
                    .containsEntry(1, "results")
                    .containsEntry(2, "results")
                    .containsEntry(3, "unknown");
        }

        @Test
        void shouldNotKnowWhenTheLedgerDoesNotTakeTheRequestAnyMore() {
            core.ask(TestAsk.create(1, 1));
            core.lost(true);
            core.register(Limits.DEFAULT);
            core.notExecuted(EvictionReason.INVALID_REQUEST_BODY);
            assertThat(core.answers).containsExactly(entry(1, "unknown"));
            core.ask(TestAsk.create(2, 1));
            assertThat(core.last().asks()).containsExactly(2);
        }

        @Test
        void shouldNotKnowWhenTheLedgerIsAnotherOneThanBefore() {
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.lost(true);
            core.registerWithAnotherLedger();
            assertThat(core.answers).containsExactly(entry(1, "unknown"));
            core.reply();
            assertThat(core.answers).containsEntry(2, "results");
        }

        @Test
        void shouldRefuseWhatWaitsAndNotKnowWhatWasLostWhenItGivesUp() {
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.lost(false);
            core.core.refuseUnsent("nobody there");
            assertThat(core.answers).containsOnly(entry(1, "unknown"), entry(2, "UNAVAILABLE"));
            core.ask(TestAsk.create(3, 1));
            core.register(Limits.DEFAULT);
            assertThat(core.last().asks()).containsExactly(3);
        }

        @Test
        void shouldNotKnowWhatWasLostWhenItIsStopped() {
            core.ask(TestAsk.create(1, 1));
            core.lost(false);
            core.core.refuseAll(Refusal.UNAVAILABLE, "upgrade");
            assertThat(core.answers).containsExactly(entry(1, "unknown"));
            assertThat(core.drained).isEqualTo(1);
        }

        @Test
        void shouldDrainWhatWasLost() {
            core.ask(TestAsk.create(1, 1));
            core.lost(false);
            core.core.closeIntake("bye");
            assertThat(core.drained).isZero();
            core.register(Limits.DEFAULT);
            core.reply();
            assertThat(core.drained).isEqualTo(1);
        }

        @Test
        void shouldGoOnWhenFindingOutFails() {
            core.ask(TestAsk.create(1, 1));
            core.lost(false);
            core.register(Limits.DEFAULT);
            core.ask(TestAsk.create(2, 1));
            core.replyWithStatus(12_345);
            assertThat(core.failures).isEqualTo(1);
            assertThat(core.answers).containsExactly(entry(1, "unknown"));
            core.reply();
            assertThat(core.answers).containsEntry(2, "results");
        }
    }

    @Nested
    class Closing {
        @Test
        void shouldDrainWhatIsThereAndTakeNothingNew() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.core.closeIntake("bye");
            core.ask(TestAsk.create(3, 1));
            assertThat(core.answers).containsExactly(entry(3, "CLOSED"));
            core.reply();
            assertThat(core.drained).isZero();
            core.reply();
            assertThat(core.drained).isEqualTo(1);
            assertThat(core.answers).containsEntry(1, "results").containsEntry(2, "results");
        }

        @Test
        void shouldBeDrainedAtOnceWhenNobodyWaits() {
            CoreHarness core = new CoreHarness();
            core.core.closeIntake("bye");
            core.core.closeIntake("bye");
            assertThat(core.drained).isEqualTo(1);
        }

        @Test
        void shouldRefuseWhatComesBackUnexecutedAfterAStop() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(0, 1));
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.reply();
            core.core.refuseAll(Refusal.UNAVAILABLE, "upgrade");
            core.notExecuted(EvictionReason.INVALID_REQUEST_BODY);
            assertThat(core.answers).containsEntry(1, "UNAVAILABLE").containsEntry(2, "UNAVAILABLE");
            assertThat(core.drained).isEqualTo(1);
        }

        @Test
        void shouldBeDrainedWhenTheLastAskTurnsOutTooLarge() {
            CoreHarness core = new CoreHarness();
            core.ask(TestAsk.create(1, 254));
            core.core.closeIntake("bye");
            core.register(Limits.DEVELOPMENT);
            assertThat(core.answers).containsEntry(1, "TOO_MUCH_DATA");
            assertThat(core.drained).isEqualTo(1);
        }

        @Test
        void shouldAnswerTheRestWhenTheTimeIsOver() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            core.ask(TestAsk.create(3, 1).inBulk().with(Operation.LOOKUP_TRANSFERS));
            core.ask(TestAsk.create(4, FULL).inBulk().withOrder(7));
            core.core.closeIntake("bye");
            core.core.answerAll("time is over");
            assertThat(core.answers)
                    .containsEntry(1, "unknown")
                    .containsEntry(2, "CLOSED")
                    .containsEntry(3, "CLOSED")
                    .containsEntry(4, "CLOSED");
            assertThat(core.drained).isEqualTo(1);
            assertThat(core.core.queuedEvents()).isZero();
        }
    }

    @Nested
    class Recovery {
        @Test
        void shouldRefuseOnlyTheAskThatFailed() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.ask(TestAsk.create(2, 1));
            TestAsk poisoned = TestAsk.create(3, 1);
            poisoned.isPoisoned = true;
            core.ask(poisoned);
            assertThat(core.failures).isEqualTo(1);
            assertThat(core.answers).containsExactly(entry(3, "FAILED"));
            core.reply();
            core.reply();
            assertThat(core.answers).containsEntry(1, "results").containsEntry(2, "results");
        }

        @Test
        void shouldRefuseAnAskThatFailsWhenItsTurnToBePlacedComes() {
            CoreHarness core = new CoreHarness();
            TestAsk poisoned = TestAsk.create(2, 1).withOrder(7);
            poisoned.isPoisoned = true;
            core.ask(TestAsk.create(1, 1).withOrder(7));
            core.ask(poisoned);
            core.ask(TestAsk.create(3, 1).withOrder(7));
            core.register(Limits.DEFAULT);
            assertThat(core.failures).isEqualTo(1);
            assertThat(core.answers).containsExactly(entry(2, "FAILED"));
            assertThat(core.requests()).containsExactly(List.of(1, 3));
            core.reply();
            assertThat(core.answers).hasSize(3);
            assertThat(core.core.queuedEvents()).isZero();
        }

        @Test
        void shouldChangeNothingAfterACallThatDidNotFail() {
            CoreHarness core = CoreHarness.registered();
            core.ask(TestAsk.create(1, 1));
            core.core.recover(9);
            assertThat(core.answers).isEmpty();
            core.reply();
            assertThat(core.answers).containsEntry(1, "results");
        }
    }
}
