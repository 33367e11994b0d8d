package io.ledgeractors.actors.recipe;

import static io.ledgeractors.model.CreateTransferStatus.Created;
import static io.ledgeractors.model.CreateTransferStatus.Exists;
import static io.ledgeractors.model.CreateTransferStatus.IdAlreadyFailed;
import static io.ledgeractors.model.CreateTransferStatus.LinkedEventFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the balance recipes refuse, what their chains leave behind, and how their results are read. */
class BalanceRulesTest {
    private static final UInt128 HUNDRED = UInt128.of(100);

    private final RecipeLedger ledger = new RecipeLedger();
    private final UInt128 bank = ledger.account(0);
    private final UInt128 payer = ledger.account(0);
    private final UInt128 payee = ledger.account(0);
    private final UInt128 limited = ledger.noDebit();
    private final UInt128 noDebit = ledger.noDebit();
    private final UInt128 noCredit = ledger.noCredit();
    private final BalanceBounds bounds = new BalanceBounds(noCredit, ledger.account(0));

    private List<Transfer> guarded(Transfer transfer) {
        return BalanceInvariant.debitsMustNotExceedCredits(transfer, ledger::id, noDebit);
    }

    private List<Transfer> owed(Transfer transfer) {
        return BalanceInvariant.creditsMustNotExceedDebits(transfer, ledger::id, noCredit);
    }

    private List<Transfer> bound(Transfer transfer) {
        return bounds.transfers(transfer, ledger::id, HUNDRED);
    }

    private List<Transfer> conditional(Transfer transfer) {
        return BalanceConditional.transfers(transfer, ledger::id, HUNDRED, bank);
    }

    private static Transfer with(Transfer transfer, int flags) {
        return transfer.toBuilder().flags(flags).build();
    }

    @Test
    void shouldTellAViolationFromOtherRefusals() {
        assertThat(BalanceInvariant.isViolated(ledger.create(guarded(ledger.posted(payer, payee, 1)))))
                .isTrue();
        assertThat(BalanceInvariant.isViolated(ledger.create(owed(ledger.posted(payer, payee, 1)))))
                .isTrue();
        assertThat(BalanceBounds.isViolated(ledger.create(bound(ledger.posted(payer, payee, 101)))))
                .isTrue();
        assertThat(BalanceConditional.isViolated(ledger.create(conditional(ledger.posted(limited, payee, 1)))))
                .isTrue();

        ledger.accepts(ledger.posted(bank, payer, 100), ledger.posted(bank, limited, 100));
        Transfer toNobody = ledger.posted(payer, UInt128.of(1L << 40), 1);
        assertThat(BalanceInvariant.isViolated(ledger.create(guarded(toNobody))))
                .isFalse();
        assertThat(BalanceInvariant.isViolated(ledger.create(guarded(ledger.posted(payer, noCredit, 1)))))
                .isFalse();
        assertThat(BalanceBounds.isViolated(ledger.create(bound(ledger.posted(noDebit, payee, 1)))))
                .isFalse();
        assertThat(BalanceConditional.isViolated(ledger.create(conditional(ledger.posted(limited, payee, 101)))))
                .isFalse();
        assertThat(BalanceInvariant.isViolated(ledger.create(guarded(ledger.posted(payer, payee, 100)))))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BalanceBounds.isViolated(ledger.create(guarded(ledger.posted(payer, payee, 1)))))
                .withMessageContaining("at least 4 results, not 3");
    }

    @Test
    void shouldAnswerTheSameWhenAChainIsSentAgain() {
        List<Transfer> refused = guarded(ledger.posted(payer, payee, 60));
        List<Transfer> tooMuch = bound(ledger.posted(bank, payee, 101));
        assertThat(ledger.accepts(refused)).isFalse();
        assertThat(ledger.accepts(tooMuch)).isFalse();

        List<Transfer> first = bound(ledger.posted(bank, payer, 100));
        assertThat(ledger.accepts(first)).isTrue();
        assertThat(ledger.accepts(ledger.posted(payee, bank, 50))).isTrue();
        assertThat(ledger.statuses(first)).startsWith(Exists, LinkedEventFailed);
        assertThat(ledger.statuses(refused)).containsExactly(LinkedEventFailed, IdAlreadyFailed, LinkedEventFailed);
        assertThat(ledger.statuses(tooMuch)).contains(IdAlreadyFailed).doesNotContain(Created);

        List<Transfer> paid = guarded(ledger.posted(payer, payee, 60));
        assertThat(ledger.accepts(paid)).isTrue();
        assertThat(ledger.statuses(paid)).containsExactly(Exists, LinkedEventFailed, LinkedEventFailed);
        assertThat(ledger.read(payee).creditsPosted()).isEqualTo(UInt128.of(60));
    }

    @Test
    void shouldKeepTheTransferAsGivenAndTheControlAccountsEmpty() {
        Transfer in = ledger.posted(bank, payer, 100);
        Transfer out = ledger.transfer(payer, payee, UInt128.of(30))
                .flags(TransferFlags.PENDING)
                .timeout(2)
                .userData128(UInt128.of(5))
                .build();
        assertThat(ledger.accepts(bound(in))).isTrue();
        assertThat(ledger.accepts(guarded(out))).isTrue();
        Transfer stored = ledger.stored(out.id());
        assertThat(stored)
                .isEqualTo(out.toBuilder().timestamp(stored.timestamp()).build());
        assertThat(ledger.read(payer).debitsPending()).isEqualTo(UInt128.of(30));
        for (UInt128 account : List.of(noDebit, noCredit, bounds.operator())) {
            Account control = ledger.read(account);
            assertThat(control.debitsPosted()).isEqualTo(control.creditsPosted());
            assertThat(control.debitsPending()).isEqualTo(control.creditsPending());
        }
        ledger.pass(2);
        assertThat(ledger.accepts(guarded(ledger.posted(payer, payee, 100)))).isTrue();
    }

    @Test
    void shouldHoldATransferToBothRulesInOneChain() {
        ledger.accepts(bound(ledger.posted(bank, payer, 100)));
        ledger.accepts(bound(ledger.posted(bank, payee, 80)));
        for (long amount : new long[] {21, 101, 20}) {
            Transfer transfer = ledger.posted(payer, payee, amount);
            List<Transfer> both = new ArrayList<>(guarded(transfer));
            both.addAll(bound(transfer).subList(1, 5));
            List<CreateTransferResult> results = ledger.create(Transfer.chain(both));
            assertThat(BalanceInvariant.isViolated(results.subList(0, 3))).isEqualTo(amount == 101);
            assertThat(BalanceBounds.isViolated(results.subList(2, 7))).isEqualTo(amount == 21);
        }
        assertThat(ledger.read(payee).creditsPosted().low()
                        - ledger.read(payee).debitsPosted().low())
                .isEqualTo(100);
    }

    @Test
    void shouldRefuseAmountsThatCannotBeThere() {
        ledger.accepts(ledger.posted(bank, payer, 100));
        for (UInt128 amount : List.of(UInt128.MAX, UInt128.of(-1L, -2L), UInt128.of(1, 0), UInt128.of(1L << 62, 0))) {
            assertThat(ledger.accepts(
                            guarded(ledger.transfer(payer, payee, amount).build())))
                    .isFalse();
            assertThat(ledger.accepts(owed(ledger.transfer(payer, payee, amount).build())))
                    .isFalse();
            assertThat(ledger.accepts(bound(ledger.transfer(bank, payee, amount).build())))
                    .isFalse();
            assertThat(ledger.accepts(
                            BalanceConditional.transfers(ledger.posted(limited, payee, 1), ledger::id, amount, bank)))
                    .isFalse();
        }
        UInt128 half = UInt128.of(1L << 62, 0);
        assertThat(ledger.accepts(ledger.transfer(bank, payer, half).build())).isTrue();
        assertThat(ledger.accepts(guarded(ledger.transfer(payer, payee, half).build())))
                .isTrue();
    }

    @Test
    void shouldCutABalancingTransferBeforeTheBoundIsChecked() {
        ledger.accepts(ledger.posted(payee, bank, 30));
        Transfer cut = with(ledger.transfer(bank, payee, UInt128.MAX).build(), TransferFlags.BALANCING_CREDIT);
        assertThat(ledger.accepts(bound(cut))).isTrue();
        assertThat(ledger.stored(cut.id()).amount()).isEqualTo(UInt128.of(30));
    }

    @Test
    void shouldRefuseAControlAccountThatTheTransferUses() {
        Transfer transfer = ledger.posted(payer, payee, 1);
        for (UInt128 used : List.of(payer, payee)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BalanceInvariant.debitsMustNotExceedCredits(transfer, ledger::id, used))
                    .withMessageContaining("account " + used);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BalanceInvariant.creditsMustNotExceedDebits(transfer, ledger::id, used));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BalanceBounds(used, bank).transfers(transfer, ledger::id, HUNDRED))
                    .withMessageContaining("control account");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BalanceBounds(noCredit, used).transfers(transfer, ledger::id, HUNDRED))
                    .withMessageContaining("operator account");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new BalanceBounds(bank, bank));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BalanceConditional.transfers(transfer, ledger::id, HUNDRED, payer));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                TransferFlags.POST_PENDING_TRANSFER,
                TransferFlags.VOID_PENDING_TRANSFER,
                TransferFlags.IMPORTED,
                TransferFlags.PENDING | TransferFlags.IMPORTED
            })
    void shouldRefuseTransfersForWhichARuleMeansNothing(int flags) {
        Transfer transfer = with(ledger.posted(payer, payee, 1), flags);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guarded(transfer))
                .withMessageContaining("transfer " + transfer.id());
        assertThatIllegalArgumentException().isThrownBy(() -> owed(transfer));
        assertThatIllegalArgumentException().isThrownBy(() -> bound(transfer));
        assertThatIllegalArgumentException().isThrownBy(() -> conditional(transfer));
    }

    @Test
    void shouldRefuseWhatAnInvariantCannotCheck() {
        Transfer zero = ledger.posted(payer, payee, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> guarded(zero)).withMessageContaining("amount 0");
        assertThatIllegalArgumentException().isThrownBy(() -> owed(zero)).withMessageContaining("amount 0");
        for (int flag : new int[] {TransferFlags.BALANCING_DEBIT, TransferFlags.BALANCING_CREDIT}) {
            Transfer cut = with(ledger.posted(payer, payee, 1), flag);
            assertThatIllegalArgumentException().isThrownBy(() -> guarded(cut)).withMessageContaining("balancing");
            assertThatIllegalArgumentException().isThrownBy(() -> owed(cut)).withMessageContaining("balancing");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bounds.transfers(ledger.posted(bank, payee, 1), ledger::id, UInt128.MAX))
                .withMessageContaining("no bound");
    }
}
