package io.ledgeractors.actors.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests balance recipes where money is reserved or announced, next to the flags that they stand for. */
class PendingMoneyTest {
    private final RecipeLedger ledger = new RecipeLedger();
    private final UInt128 bank = ledger.account(0);
    private final UInt128 account = ledger.account(0);
    private final UInt128 limited = ledger.noDebit();
    private final UInt128 noDebit = ledger.noDebit();
    private final UInt128 noCredit = ledger.noCredit();
    private final BalanceBounds bounds = new BalanceBounds(noCredit, ledger.account(0));

    private boolean acceptsDebit(Transfer transfer) {
        return ledger.accepts(BalanceInvariant.debitsMustNotExceedCredits(transfer, ledger::id, noDebit));
    }

    private boolean acceptsCredit(Transfer transfer) {
        return ledger.accepts(BalanceInvariant.creditsMustNotExceedDebits(transfer, ledger::id, noCredit));
    }

    private boolean acceptsWithin(long bound, Transfer transfer) {
        return ledger.accepts(bounds.transfers(transfer, ledger::id, UInt128.of(bound)));
    }

    @Test
    void shouldNotPayWhatIsReserved() {
        for (UInt128 payer : List.of(account, limited)) {
            assertThat(ledger.accepts(ledger.posted(bank, payer, 100), ledger.pending(payer, bank, 80, 0)))
                    .isTrue();
        }
        assertThat(ledger.accepts(ledger.posted(limited, bank, 30))).isFalse();
        assertThat(acceptsDebit(ledger.posted(account, bank, 30))).isFalse();
        assertThat(acceptsDebit(ledger.pending(account, bank, 21, 0))).isFalse();
        assertThat(acceptsDebit(ledger.pending(account, bank, 15, 0))).isTrue();
        assertThat(acceptsDebit(ledger.posted(account, bank, 6))).isFalse();
        assertThat(acceptsDebit(ledger.posted(account, bank, 5))).isTrue();
    }

    @Test
    void shouldNotPayWhatIsOnlyAnnounced() {
        Transfer announced = ledger.pending(bank, account, 100, 0);
        assertThat(ledger.accepts(announced, ledger.pending(bank, limited, 100, 0)))
                .isTrue();
        assertThat(ledger.accepts(ledger.posted(limited, bank, 50))).isFalse();
        assertThat(acceptsDebit(ledger.posted(account, bank, 50))).isFalse();
        assertThat(ledger.accepts(ledger.post(announced, 60))).isTrue();
        assertThat(acceptsDebit(ledger.posted(account, bank, 61))).isFalse();
        assertThat(acceptsDebit(ledger.posted(account, bank, 60))).isTrue();
    }

    @Test
    void shouldNotTakeMoreThanIsOwedWhenSomeIsAnnounced() {
        assertThat(ledger.accepts(ledger.posted(account, bank, 100), ledger.pending(bank, account, 80, 0)))
                .isTrue();
        assertThat(acceptsCredit(ledger.posted(bank, account, 30))).isFalse();
        assertThat(acceptsCredit(ledger.pending(bank, account, 21, 0))).isFalse();
        assertThat(acceptsCredit(ledger.posted(bank, account, 20))).isTrue();
    }

    @Test
    void shouldNotTakeForADebitThatIsOnlyReserved() {
        assertThat(ledger.accepts(ledger.pending(account, bank, 100, 0))).isTrue();
        assertThat(acceptsCredit(ledger.posted(bank, account, 50))).isFalse();
    }

    @Test
    void shouldCountReservesAsThereWhenABalanceIsBound() {
        Transfer hold = ledger.pending(account, bank, 50, 0);
        assertThat(ledger.accepts(ledger.posted(bank, account, 90), hold)).isTrue();
        assertThat(acceptsWithin(100, ledger.posted(bank, account, 40))).isFalse();
        assertThat(acceptsWithin(100, ledger.posted(bank, account, 10))).isTrue();
        assertThat(ledger.accepts(ledger.voiding(hold))).isTrue();
        assertThat(acceptsWithin(100, ledger.posted(bank, account, 1))).isFalse();
        assertThat(acceptsWithin(100, ledger.posted(bank, account, 0))).isTrue();
    }

    @Test
    void shouldCountAnnouncedMoneyAsThereWhenABalanceIsBound() {
        Transfer announced = ledger.pending(bank, account, 60, 0);
        assertThat(ledger.accepts(announced)).isTrue();
        assertThat(acceptsWithin(100, ledger.posted(bank, account, 41))).isFalse();
        assertThat(acceptsWithin(100, ledger.pending(bank, account, 41, 0))).isFalse();
        assertThat(acceptsWithin(100, ledger.pending(bank, account, 40, 0))).isTrue();
        assertThat(ledger.accepts(ledger.post(announced, 20))).isTrue();
        assertThat(acceptsWithin(100, ledger.posted(bank, account, 40))).isTrue();
        assertThat(acceptsWithin(100, ledger.posted(bank, account, 1))).isFalse();
    }

    @Test
    void shouldTakeNothingOverABoundByAnAccountWithALimitOfItsOwn() {
        Transfer hold = ledger.pending(limited, bank, 50, 0);
        assertThat(ledger.accepts(ledger.posted(bank, limited, 90), hold)).isTrue();
        assertThat(acceptsWithin(100, ledger.posted(bank, limited, 40))).isFalse();
        assertThat(acceptsWithin(100, ledger.posted(bank, limited, 1))).isFalse();
    }

    @Test
    void shouldCountReservesAsGoneInACondition() {
        assertThat(ledger.accepts(ledger.posted(bank, limited, 100), ledger.pending(limited, bank, 60, 0)))
                .isTrue();
        Transfer transfer = ledger.posted(limited, bank, 1);
        assertThat(ledger.accepts(BalanceConditional.transfers(transfer, ledger::id, UInt128.of(41), account)))
                .isFalse();
        assertThat(ledger.accepts(BalanceConditional.transfers(
                        ledger.posted(limited, bank, 1), ledger::id, UInt128.of(40), account)))
                .isTrue();
        assertThat(ledger.read(limited).debitsPosted()).isEqualTo(UInt128.of(1));
    }

    @Test
    void shouldLeaveReservedMoneyInAClosedAccount() {
        Transfer hold = ledger.pending(account, bank, 50, 0);
        assertThat(ledger.accepts(ledger.posted(bank, account, 90), hold)).isTrue();
        Transfer like = ledger.posted(bank, account, 0);
        assertThat(ledger.accepts(ClosingAccounts.ofCreditBalance(like, ledger::id, account, bank)))
                .isTrue();
        assertThat(ledger.accepts(ledger.post(hold, 50))).isFalse();
        assertThat(ledger.accepts(ledger.voiding(hold))).isTrue();
        assertThat(ledger.read(account).creditsPosted()).isEqualTo(UInt128.of(90));
        assertThat(ledger.read(account).debitsPosted()).isEqualTo(UInt128.of(40));
    }
}
