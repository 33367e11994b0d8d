package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests accounts that a kit creates, and its checks. */
class FixturesTest {
    @RegisterExtension
    final LedgerTestKit kit = LedgerTestKit.inMemory();

    private CreateTransferStatus pay(Transfer transfer) {
        return kit.await(kit.ledger().createTransfers(List.of(transfer)))
                .orThrow()
                .get(0)
                .status();
    }

    @Test
    void shouldCreateAccounts() {
        List<Account> accounts = kit.accounts(1, 2);
        assertThat(accounts).extracting(Account::id).containsExactly(UInt128.of(1), UInt128.of(2));
        assertThat(accounts.get(0).timestamp()).isPositive();
        assertThatThrownBy(() -> kit.account(2).code(9).create())
                .isInstanceOf(AssertionError.class)
                .hasMessage("account 2 was not created: ExistsWithDifferentCode");
    }

    @Test
    void shouldCreateAccountsWithFlags() {
        Account account = kit.account(3)
                .ledger(7)
                .code(8)
                .debitsMustNotExceedCredits()
                .history()
                .userData(UInt128.of(1), 2, 3)
                .create();
        assertThat(account.flags()).isEqualTo(AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS | AccountFlags.HISTORY);
        assertThat(account.ledger()).isEqualTo(7);
        assertThat(account.code()).isEqualTo(8);
        assertThat(account.userData64()).isEqualTo(2);
        assertThat(kit.account(4).creditsMustNotExceedDebits().create().flags())
                .isEqualTo(AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS);
    }

    @Test
    void shouldFundAnAccountFromTheFundingAccountOfItsLedger() {
        kit.account(1).debitsMustNotExceedCredits().create();
        kit.account(2).ledger(7).create();
        assertThat(kit.fund(1, 500).debitAccountId()).isEqualTo(LedgerTestKit.fundingAccount(1));
        kit.fund(1, 10);
        kit.fund(2, 3);
        kit.assertAccount(1).creditsPosted(510);
        kit.assertAccount(LedgerTestKit.fundingAccount(1)).debitsPosted(510).creditsPosted(0);
        kit.assertAccount(LedgerTestKit.fundingAccount(7)).debitsPosted(3);
        assertThatThrownBy(() -> kit.fund(9, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("account 9 does not exist");
    }

    @Test
    void shouldCheckTheBalancesOfAnAccount() {
        kit.accounts(1, 2);
        pay(Things.transfer(1, 1, 2, 100));
        pay(Things.reserve(2, 2, 1, 30, 0));
        kit.assertAccount(1)
                .debitsPosted(100)
                .debitsPending(0)
                .creditsPosted(0)
                .creditsPending(30)
                .isOpen();
        kit.assertAccount(2)
                .debitsPosted(0)
                .debitsPending(30)
                .creditsPosted(100)
                .creditsPending(0);
    }

    @Test
    void shouldShowTheAccountAndItsLastTransfersWhenACheckFails() {
        kit.account(1).history().create();
        kit.accounts(2);
        LongStream.rangeClosed(1, 12).forEach(id -> pay(Things.transfer(id, 1, 2, 10 * id)));
        AccountAssert account = kit.assertAccount(1);
        assertThatThrownBy(() -> account.debitsPosted(100))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("account 1 has debits posted 780, expected 100")
                .hasMessageContaining("credits: posted 0, pending 0; ledger 1, code 1, flags [HISTORY]")
                .hasMessageContaining("12: 1 -> 2, amount 120, code 1, flags [], pending id 0, timeout 0 s, at 20")
                .hasMessageContaining("3: 1 -> 2, amount 30")
                .hasMessageNotContaining(" 2: 1 -> 2");
        assertThatThrownBy(() -> kit.assertAccount(2).creditsPending(1))
                .hasMessageStartingWith("account 2 has credits pending 0, expected 1");
        kit.accounts(5);
        assertThatThrownBy(() -> kit.assertAccount(5).creditsPosted(1)).hasMessageContaining("no transfers");
        assertThatThrownBy(() -> kit.assertAccount(6)).hasMessage("account 6 does not exist");
    }

    @Test
    void shouldCheckWhetherAnAccountIsClosed() {
        kit.accounts(1, 2);
        kit.assertAccount(1).isOpen();
        assertThatThrownBy(() -> kit.assertAccount(1).isClosed())
                .hasMessageStartingWith("account 1 is open, expected to be closed");
        pay(Things.reserve(1, 1, 2, 0, 0).toBuilder()
                .flags(TransferFlags.PENDING | TransferFlags.CLOSING_DEBIT)
                .build());
        kit.assertAccount(1).isClosed();
        assertThatThrownBy(() -> kit.assertAccount(1).isOpen())
                .hasMessageStartingWith("account 1 is closed, expected to be open");
    }

    @Test
    void shouldFindThatLedgersAreBalanced() {
        kit.accounts(LongStream.rangeClosed(1, 8_189).toArray());
        kit.accounts(LongStream.rangeClosed(8_190, 8_200).toArray());
        pay(Things.transfer(1, 1, 8_200, 100));
        pay(Things.reserve(2, 8_199, 2, 7, 0));
        kit.assertConserved();
    }

    @Test
    void shouldSayWhichLedgerIsNotBalanced() {
        kit.accounts(1, 2);
        pay(Things.transfer(1, 1, 2, 100));
        Conservation conservation = new Conservation(kit.core());
        conservation.add(
                Account.builder().id(3).ledger(1).code(1).debitsPosted(5).build());
        assertThatThrownBy(conservation::check)
                .isInstanceOf(AssertionError.class)
                .hasMessage("ledger 1 is not balanced: debits posted 105, credits posted 100, debits pending 0,"
                        + " credits pending 0 in 3 accounts");
    }
}
