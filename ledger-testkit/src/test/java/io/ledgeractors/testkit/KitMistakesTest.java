package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.fault.Fault;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Authors of tests make mistakes with the kit, and it says what they got wrong. */
class KitMistakesTest {
    private static final Duration THOUSAND_YEARS = Duration.ofDays(365_000);

    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    private CompletionStage<CreateTransfersReply> pay(long id) {
        return kit.ledger()
                .createTransfers(List.of(Transfer.builder()
                        .id(id)
                        .debitAccountId(1)
                        .creditAccountId(2)
                        .amount(10)
                        .ledger(1)
                        .code(1)
                        .build()));
    }

    @Test
    void shouldNotGoToTimesThatALedgerDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.advance(THOUSAND_YEARS))
                .withMessageContaining("2262");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.advance(Duration.ofDays(365 * 250)))
                .withMessageContaining("2262");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.advanceTo(Instant.MAX))
                .withMessageContaining("2262");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerTestKitSettings.create().withStart(Instant.MAX))
                .withMessageContaining("2262");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerTestKitSettings.create().withStart(Instant.EPOCH.minusNanos(1)))
                .withMessageContaining("1970");
    }

    @Test
    void shouldTakeWaitsThatNeverEnd() {
        kit.accounts(1, 2);
        Fault late = kit.next(Operation.CREATE_TRANSFERS).delay(THOUSAND_YEARS);
        pay(7);
        kit.awaitQuiet();
        late.await();
        kit.advance(Duration.ofDays(1));
        kit.assertAccount(1).debitsPosted(0);
        kit.slow(THOUSAND_YEARS);
        kit.slow(Duration.ZERO);
    }

    @Test
    void shouldLimitThePatience() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerTestKitSettings.create().withPatience(THOUSAND_YEARS))
                .withMessageContaining("at most");
    }

    @Test
    void shouldNotCrashAtAnAskThatCreatesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.next(Operation.LOOKUP_ACCOUNTS).crashBeforeCommit())
                .withMessageContaining("LOOKUP_ACCOUNTS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit.next(Operation.QUERY_TRANSFERS).crashAfterCommit());
        kit.accounts(1, 2);
        Fault crash = kit.next().crashAfterCommit();
        kit.await(kit.ledger().lookupAccounts(List.of(UInt128.of(1))));
        assertThat(kit.faults().waiting()).hasSize(1);
        pay(7);
        crash.await();
    }

    @Test
    void shouldNotAwaitMoreOrFewerAsksThanAFaultStrikes() {
        Fault once = kit.next().hold();
        assertThatIllegalArgumentException().isThrownBy(() -> once.await(2)).withMessageContaining("at most 1");
        assertThatIllegalArgumentException().isThrownBy(() -> once.await(0));
    }

    @Test
    void shouldNotNameAsksThatCameBeforeTheFault() {
        kit.accounts(1, 2);
        Fault other = kit.next(Operation.CREATE_ACCOUNTS).hold();
        kit.await(kit.ledger().lookupAccounts(List.of(UInt128.of(1))));
        Fault late = kit.next(Operation.LOOKUP_ACCOUNTS).hold();
        late.cancel();
        assertThatThrownBy(late::await).hasMessageContaining("no ask came after it was named");
        assertThat(other.struck()).isZero();
    }

    @Test
    void shouldTellAReplyThatWaitsForTheTime() {
        LedgerTestKitSettings impatient = LedgerTestKitSettings.create().withPatience(Duration.ofSeconds(2));
        try (LedgerTestKit impatientKit = LedgerTestKit.create(impatient)) {
            impatientKit.accounts(1, 2);
            impatientKit.next().dropReply();
            CompletionStage<?> reply = impatientKit.ledger().lookupAccounts(List.of(UInt128.of(1)));
            assertThatThrownBy(() -> impatientKit.await(reply))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("stands still")
                    .hasMessageContaining("advance(")
                    .hasMessageContaining("PT0.6S");
        }
    }

    @Test
    void shouldTellThatEntitiesNeedACluster() {
        assertThatThrownBy(kit::startAccounts)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("withCluster()")
                .hasMessageContaining("@LedgerTest(cluster = true)");
    }

    @Test
    void shouldNotTakeNulls() {
        assertThatNullPointerException()
                .isThrownBy(() -> kit.next(Operation.CREATE_TRANSFERS).answer((CreateTransferStatus) null));
        assertThatNullPointerException()
                .isThrownBy(() -> kit.next().where(null))
                .withMessage("condition");
        assertThatNullPointerException()
                .isThrownBy(() -> kit.next().delay(null))
                .withMessage("time");
        assertThatNullPointerException().isThrownBy(() -> kit.advance(null)).withMessage("duration");
        assertThatNullPointerException().isThrownBy(() -> kit.await(null)).withMessage("stage");
    }

    @Test
    void shouldDescribeTheFaultsThatWait() {
        kit.next(Operation.CREATE_TRANSFERS).nth(2).times(3).hold();
        kit.next().where(events -> true).refuse(Refusal.CLOSED);
        kit.withProbability(0.5, 3).nth(21).duplicate();
        assertThat(kit.faults().waiting())
                .containsExactly(
                        "HOLD for ask number 2 of CREATE_TRANSFERS, 3 in all",
                        "Refuse[reason=CLOSED] for the next ask that meets a condition",
                        "DUPLICATE for ask number 21 and each later one, with the probability 0.5 and the seed 3");
    }
}
