package io.ledgeractors.testkit.fault;

import static io.ledgeractors.wire.Operation.CREATE_ACCOUNTS;
import static io.ledgeractors.wire.Operation.CREATE_TRANSFERS;
import static io.ledgeractors.wire.Operation.GET_CHANGE_EVENTS;
import static io.ledgeractors.wire.Operation.LOOKUP_ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.streams.TransferResult;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.testkit.LedgerTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each fault by its name: what the asker gets, and what the ledger holds afterwards. */
class FaultsTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    @BeforeEach
    void createAccounts() {
        kit.await(kit.ledger().createAccounts(List.of(account(1), account(2)))).orThrow();
    }

    @Nested
    class InTheBatcher {
        @Test
        void shouldRefuseAnAskThatIsNotSent() {
            Fault fault = kit.next(CREATE_TRANSFERS).refuse(Refusal.OVERLOADED);
            LedgerReply.Outcome<CreateTransferResult> outcome =
                    kit.await(pay(10, 5)).outcome();
            assertThat(outcome).isInstanceOf(LedgerReply.Refused.class);
            assertThat(((LedgerReply.Refused<?>) outcome).reason()).isEqualTo(Refusal.OVERLOADED);
            assertThat(fault.struck()).isOne();
            assertThat(paid()).isZero();
            assertThat(status(pay(10, 5))).isEqualTo(CreateTransferStatus.Created);
        }

        @Test
        void shouldAnswerEachTransferWithAStatusAndExecuteNothing() {
            kit.next(CREATE_TRANSFERS).answer(CreateTransferStatus.ExceedsCredits);
            CreateTransfersReply reply =
                    kit.await(kit.ledger().createTransfers(List.of(transfer(10, 5), transfer(11, 6))));
            assertThat(reply.orThrow())
                    .extracting(CreateTransferResult::status)
                    .containsExactly(CreateTransferStatus.ExceedsCredits, CreateTransferStatus.ExceedsCredits);
            assertThat(paid()).isZero();
        }

        @Test
        void shouldAnswerEachAccountWithAStatus() {
            kit.next(CREATE_ACCOUNTS).answer(CreateAccountStatus.ExistsWithDifferentCode);
            assertThat(kit.await(kit.ledger().createAccounts(List.of(account(9))))
                            .orThrow())
                    .extracting(CreateAccountResult::status)
                    .containsExactly(CreateAccountStatus.ExistsWithDifferentCode);
            assertThat(kit.await(kit.ledger().lookupAccounts(List.of(UInt128.of(9))))
                            .orThrow())
                    .isEmpty();
        }

        @Test
        void shouldExecuteAnAskAndAnswerThatItsOutcomeIsUnknown() {
            kit.next(CREATE_TRANSFERS).executeButAnswerUnknown();
            LedgerReply.Outcome<CreateTransferResult> outcome =
                    kit.await(pay(10, 5)).outcome();
            assertThat(outcome).isInstanceOf(LedgerReply.Unknown.class);
            assertThat(((LedgerReply.Unknown<?>) outcome).ids()).containsExactly(UInt128.of(10));
            assertThat(paid()).isEqualTo(5);
            assertThat(status(pay(10, 5))).isEqualTo(CreateTransferStatus.Exists);
        }

        @Test
        void shouldKeepTheOrderOfAHandleAroundAnAnswer() {
            kit.next(CREATE_TRANSFERS, 11).answer(CreateTransferStatus.ExceedsDebits);
            kit.next(CREATE_TRANSFERS, 10).hold();
            List<String> order = new ArrayList<>();
            var handle = kit.ledger().newHandle();
            for (long id = 10; id <= 12; id++) {
                handle.createTransfers(List.of(transfer(id, 1)))
                        .thenAccept(reply ->
                                order.add(reply.orThrow().get(0).status().name()));
            }
            kit.awaitQuiet();
            assertThat(order).isEmpty();
            kit.release();
            kit.awaitQuiet();
            assertThat(order).containsExactly("Created", "ExceedsDebits", "Created");
        }
    }

    @Nested
    class OnTheWay {
        @Test
        void shouldHoldARequestUntilItIsReleased() {
            Fault hold = kit.next(CREATE_TRANSFERS).hold();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            hold.await();
            kit.advance(Duration.ofSeconds(30));
            assertThat(reply).isNotDone();
            assertThat(kit.ledger().state()).isInstanceOf(SessionState.Unanswered.class);
            kit.release();
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(paid()).isEqualTo(5);
            assertThat(kit.ledger().state()).isInstanceOf(SessionState.Registered.class);
        }

        @Test
        void shouldExecuteAHeldRequestAlthoughItsAskerWasToldUnknown() {
            kit.next(CREATE_TRANSFERS).hold();
            CompletableFuture<CreateTransfersReply> reply = kit.ledger()
                    .createTransfers(List.of(transfer(10, 5)), Duration.ofSeconds(2))
                    .toCompletableFuture();
            kit.advance(Duration.ofSeconds(2).plusMillis(10));
            assertThat(kit.await(reply).outcome()).isInstanceOf(LedgerReply.Unknown.class);
            kit.release();
            assertThat(paid()).isEqualTo(5);
        }

        @Test
        void shouldSendALostRequestAgain() {
            Fault lost = kit.next(CREATE_TRANSFERS).dropRequest();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            lost.await();
            kit.advance(Duration.ofMillis(599));
            assertThat(reply).isNotDone();
            kit.advance(Duration.ofMillis(1));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(paid()).isEqualTo(5);
            assertThat(lost.struck()).isOne();
        }

        @Test
        void shouldGetTheKeptReplyWhenTheFirstIsLost() {
            Fault lost = kit.next(CREATE_TRANSFERS).dropReply();
            long before = kit.clock().realtimeNanos();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            lost.await();
            assertThat(reply).isNotDone();
            kit.advance(Duration.ofMillis(600));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(kit.await(reply).orThrow().get(0).timestamp())
                    .as("time of the only execution")
                    .isBetween(before, before + 1_000);
            assertThat(paid()).isEqualTo(5);
        }

        @Test
        void shouldExecuteARequestOnceThatComesTwice() {
            Fault twice = kit.next(CREATE_TRANSFERS).duplicate();
            assertThat(status(pay(10, 5))).isEqualTo(CreateTransferStatus.Created);
            twice.await();
            assertThat(paid()).isEqualTo(5);
            assertThat(status(pay(11, 6))).isEqualTo(CreateTransferStatus.Created);
        }

        @Test
        void shouldDelayARequestAndAllItsCopies() {
            kit.next(CREATE_TRANSFERS).delay(Duration.ofSeconds(3));
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            kit.advance(Duration.ofMillis(2_999));
            assertThat(reply).isNotDone();
            assertThat(kit.ledger().state()).isInstanceOf(SessionState.Unanswered.class);
            kit.advance(Duration.ofMillis(1));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            kit.advance(Duration.ofSeconds(10));
            assertThat(paid()).isEqualTo(5);
        }

        @Test
        void shouldConnectAnewAndAskAgainWhenTheConnectionIsCut() {
            kit.next(CREATE_TRANSFERS).dropReply();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            kit.awaitQuiet();
            kit.disconnect();
            kit.advance(Duration.ofMillis(599));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(paid()).isEqualTo(5);
        }

        @Test
        void shouldLoseRepliesToReadsToo() {
            kit.next(LOOKUP_ACCOUNTS, 2).dropReply();
            var reply = kit.ledger().lookupAccounts(List.of(UInt128.of(2))).toCompletableFuture();
            kit.advance(Duration.ofMillis(600));
            assertThat(kit.await(reply).orThrow()).hasSize(1);
        }
    }

    @Nested
    class OfSessions {
        @Test
        void shouldOpenANewSessionAfterAnEviction() {
            kit.evictSession();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            kit.awaitQuiet();
            assertThat(reply).isNotDone();
            assertThat(kit.ledger().state()).isInstanceOf(SessionState.Evicted.class);
            kit.advance(Duration.ofSeconds(1));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(paid()).isEqualTo(5);
            assertThat(kit.ledger().state()).isInstanceOf(SessionState.Registered.class);
        }

        @Test
        void shouldFindOutWhatARequestDidWhoseSessionWasEvicted() {
            kit.next(CREATE_TRANSFERS).dropReply();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            kit.awaitQuiet();
            kit.evictSession();
            kit.advance(Duration.ofSeconds(2));
            assertThat(status(reply)).as("the first execution's").isEqualTo(CreateTransferStatus.Created);
            assertThat(paid()).isEqualTo(5);
        }
    }

    @Nested
    class OfTheServer {
        @Test
        void shouldExecuteAnAskAfterACrashThatLostIt() {
            assertThat(status(pay(9, 1))).isEqualTo(CreateTransferStatus.Created);
            Fault crash = kit.crashBeforeCommit();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            crash.await();
            assertThat(reply).isNotDone();
            kit.advance(Duration.ofSeconds(1));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(paid()).isEqualTo(6);
        }

        @Test
        void shouldGetTheReplyOfTheExecutionBeforeACrash() {
            Fault crash = kit.crashAfterCommit();
            long before = kit.clock().realtimeNanos();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            crash.await();
            kit.advance(Duration.ofSeconds(1));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(kit.await(reply).orThrow().get(0).timestamp()).isBetween(before, before + 1_000);
            assertThat(paid()).isEqualTo(5);
        }

        @Test
        void shouldKeepASessionAndAllThatWasAcknowledgedOverManyCrashes() {
            kit.next(CREATE_TRANSFERS).times(5).crashBeforeCommit();
            kit.next(CREATE_TRANSFERS).times(5).crashAfterCommit();
            for (long id = 10; id < 25; id++) {
                CompletableFuture<CreateTransfersReply> reply = pay(id, 1);
                kit.advance(Duration.ofSeconds(2));
                assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            }
            assertThat(paid()).isEqualTo(15);
            assertThat(kit.faults().waiting()).isEmpty();
            SessionState.Registered registered =
                    (SessionState.Registered) kit.ledger().state();
            assertThat(registered.view()).as("starts of the server").isEqualTo(11);
        }

        @Test
        void shouldExecuteNothingWhileTheDiskIsFullAndGoOnAfterwards() {
            kit.fillDisk();
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            CompletableFuture<CreateTransfersReply> impatient = kit.ledger()
                    .createTransfers(List.of(transfer(11, 7)), Duration.ofSeconds(1))
                    .toCompletableFuture();
            kit.advance(Duration.ofSeconds(5));
            assertThat(reply).isNotDone();
            assertThat(kit.await(impatient).outcome()).isInstanceOf(LedgerReply.Refused.class);
            assertThat(((SessionState.Unanswered) kit.ledger().state()).trouble())
                    .isInstanceOf(SessionState.ClosedWithoutAnswer.class);
            kit.freeDisk();
            kit.advance(Duration.ofSeconds(5));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            assertThat(paid()).isEqualTo(5);
        }

        @Test
        void shouldReplyLaterWhenTheDiskIsSlow() {
            kit.slow(Duration.ofMillis(100));
            CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
            kit.advance(Duration.ofMillis(99));
            assertThat(reply).isNotDone();
            kit.advance(Duration.ofMillis(1));
            assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created);
            kit.slow(Duration.ZERO);
            assertThat(status(pay(11, 5))).isEqualTo(CreateTransferStatus.Created);
        }
    }

    @Nested
    class Selections {
        @Test
        void shouldStrikeTheNthAskOnly() {
            kit.next(CREATE_TRANSFERS).nth(3).refuse(Refusal.CLOSED);
            assertThat(refusals(10, 15)).containsExactly(12L);
        }

        @Test
        void shouldStrikeSeveralAsksInARow() {
            kit.next(CREATE_TRANSFERS).nth(2).times(2).refuse(Refusal.CLOSED);
            assertThat(refusals(10, 15)).containsExactly(11L, 12L);
        }

        @Test
        void shouldStrikeTheAskThatNamesAnId() {
            kit.next(CREATE_TRANSFERS, 13).refuse(Refusal.CLOSED);
            assertThat(refusals(10, 15)).containsExactly(13L);
        }

        @Test
        void shouldStrikeOnACondition() {
            kit.next(CREATE_TRANSFERS)
                    .where(asked -> asked.transfers().get(0).id().equals(UInt128.of(14)))
                    .refuse(Refusal.CLOSED);
            assertThat(refusals(10, 15)).containsExactly(14L);
        }

        @Test
        void shouldStrikeTheSameAsksWithTheSameSeed() {
            Fault chance = kit.next(CREATE_TRANSFERS).withProbability(0.3, 42).refuse(Refusal.CLOSED);
            List<Long> first = refusals(100, 200);
            chance.cancel();
            Fault again = kit.withProbability(0.3, 42).refuse(Refusal.CLOSED);
            List<Long> second = refusals(200, 300);
            again.cancel();
            assertThat(first).hasSizeBetween(15, 45);
            assertThat(second.stream().map(id -> id - 100).toList()).isEqualTo(first);
            assertThat(chance.struck()).isEqualTo(first.size());
            assertThat(refusals(300, 320)).isEmpty();
        }

        @Test
        void shouldLetFaultsStrikeOneAskEachInTheirOrder() {
            kit.next(CREATE_TRANSFERS).refuse(Refusal.CLOSED);
            kit.next(CREATE_TRANSFERS).answer(CreateTransferStatus.ExceedsCredits);
            assertThat(kit.await(pay(10, 1)).outcome()).isInstanceOf(LedgerReply.Refused.class);
            assertThat(status(pay(11, 1))).isEqualTo(CreateTransferStatus.ExceedsCredits);
            assertThat(status(pay(12, 1))).isEqualTo(CreateTransferStatus.Created);
        }

        @Test
        void shouldLeaveOtherAsksOfTheSameMomentAlone() {
            kit.next(CREATE_TRANSFERS, 12).hold();
            List<CompletableFuture<CreateTransfersReply>> replies = new ArrayList<>();
            for (long id = 10; id < 15; id++) {
                replies.add(pay(id, 1));
            }
            kit.advance(Duration.ofMillis(1));
            assertThat(replies.get(2)).isNotDone();
            kit.release();
            replies.forEach(reply -> assertThat(status(reply)).isEqualTo(CreateTransferStatus.Created));
        }

        @Test
        void shouldRefuseWhatMakesNoSense() {
            assertThatThrownBy(() -> kit.next(CREATE_ACCOUNTS).answer(CreateTransferStatus.ExceedsCredits))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("next(Operation.CREATE_TRANSFERS)");
            assertThatThrownBy(() -> kit.next(GET_CHANGE_EVENTS, 7)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kit.next(CREATE_ACCOUNTS).nth(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kit.next(CREATE_ACCOUNTS).times(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kit.withProbability(1.1, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kit.next(CREATE_ACCOUNTS).delay(Duration.ofMillis(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kit.slow(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void shouldShowWhatTheConditionOfAFaultThrew() {
            Fault broken = kit.next(CREATE_TRANSFERS)
                    .where(asked -> asked.accounts().get(0).code() == 1)
                    .refuse(Refusal.CLOSED);
            assertThat(status(pay(10, 1))).isEqualTo(CreateTransferStatus.Created);
            assertThatThrownBy(broken::await)
                    .isInstanceOf(AssertionError.class)
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void shouldSayWhichFaultsWaitAndTakeThemBack() {
            Fault fault = kit.next(CREATE_TRANSFERS, 77).nth(2).dropReply();
            assertThat(kit.faults().waiting())
                    .containsExactly("DROP_REPLY for ask number 2 of CREATE_TRANSFERS with the id 77");
            kit.faults().clear();
            assertThat(kit.faults().waiting()).isEmpty();
            assertThatThrownBy(fault::await).isInstanceOf(AssertionError.class).hasMessageContaining("cancelled");
        }

        private List<Long> refusals(long from, long to) {
            List<Long> refused = new ArrayList<>();
            for (long id = from; id < to; id++) {
                if (kit.await(pay(id, 1)).outcome() instanceof LedgerReply.Refused) {
                    refused.add(id);
                }
            }
            return refused;
        }
    }

    @Test
    void shouldTellAStreamThatRunsAgainWhatExistedBefore() {
        List<Transfer> transfers = List.of(transfer(10, 1), transfer(11, 1));
        kit.await(Source.from(transfers.subList(0, 1))
                .via(LedgerFlow.createTransfers(kit.ledger()))
                .runWith(Sink.seq(), kit.system()));
        kit.next(CREATE_TRANSFERS).executeButAnswerUnknown();

        CompletableFuture<List<TransferResult>> again = Source.from(transfers)
                .via(LedgerFlow.createTransfers(kit.ledger()))
                .runWith(Sink.seq(), kit.system())
                .toCompletableFuture();
        kit.advance(Duration.ofSeconds(10));

        assertThat(kit.await(again))
                .extracting(TransferResult::status)
                .containsExactly(CreateTransferStatus.Exists, CreateTransferStatus.Created);
    }

    @Test
    void shouldStrikeAsksOfStreams() {
        kit.next(CREATE_TRANSFERS).dropReply();
        kit.next(CREATE_TRANSFERS).nth(2).executeButAnswerUnknown();
        kit.next(CREATE_TRANSFERS).nth(3).crashAfterCommit();
        CompletableFuture<List<TransferResult>> results = Source.range(10, 29_999)
                .map(id -> transfer(id, 1))
                .via(LedgerFlow.createTransfers(kit.ledger()))
                .runWith(Sink.seq(), kit.system())
                .toCompletableFuture();
        kit.advance(Duration.ofMinutes(1));
        assertThat(kit.await(results))
                .hasSize(29_990)
                .allSatisfy(result -> assertThat(result.result().status())
                        .isIn(CreateTransferStatus.Created, CreateTransferStatus.Exists));
        kit.assertAccount(1).debitsPosted(29_990);
        assertThat(kit.faults().waiting()).isEmpty();
    }

    @Test
    void shouldStrikeAsksOfEachSystem() {
        try (LedgerTestKit other = LedgerTestKit.create()) {
            Ledger second = kit.join(other.system());
            Fault lost = kit.next(CREATE_TRANSFERS, 11).dropReply();
            CompletableFuture<CreateTransfersReply> there =
                    second.createTransfers(List.of(transfer(11, 1))).toCompletableFuture();
            CompletableFuture<CreateTransfersReply> here = pay(10, 1);
            lost.await();
            assertThat(status(here)).isEqualTo(CreateTransferStatus.Created);
            assertThat(there).isNotDone();
            kit.advance(Duration.ofMillis(600));
            assertThat(status(there)).isEqualTo(CreateTransferStatus.Created);
            kit.assertAccount(1).debitsPosted(2);
        }
    }

    @Test
    void shouldPassAYearQuickly() {
        assertThat(status(pay(10, 1))).isEqualTo(CreateTransferStatus.Created);
        kit.advance(Duration.ofDays(365));
        assertThat(status(pay(11, 1))).isEqualTo(CreateTransferStatus.Created);
    }

    @Test
    void shouldLookAtTheLedgerPastAllFaults() {
        kit.next(CREATE_TRANSFERS).hold();
        kit.next().times(Integer.MAX_VALUE).refuse(Refusal.CLOSED);
        CompletableFuture<CreateTransfersReply> reply = pay(10, 5);
        kit.assertAccount(1).debitsPosted(0);
        kit.accounts(7);
        kit.fund(7, 100);
        kit.evictSession();
        kit.assertAccount(7).creditsPosted(100);
        kit.assertConserved();
        assertThat(reply).isNotDone();
    }

    private CompletableFuture<CreateTransfersReply> pay(long id, long amount) {
        return kit.ledger().createTransfers(List.of(transfer(id, amount))).toCompletableFuture();
    }

    private CreateTransferStatus status(CompletableFuture<CreateTransfersReply> reply) {
        return kit.await(reply).orThrow().get(0).status();
    }

    private long paid() {
        Account payer = kit.await(kit.ledger().lookupAccounts(List.of(UInt128.of(1))))
                .orThrow()
                .get(0);
        return payer.debitsPosted().low();
    }

    private static Account account(long id) {
        return Account.builder().id(UInt128.of(id)).ledger(1).code(1).build();
    }

    private static Transfer transfer(long id, long amount) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(1))
                .creditAccountId(UInt128.of(2))
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1)
                .build();
    }
}
