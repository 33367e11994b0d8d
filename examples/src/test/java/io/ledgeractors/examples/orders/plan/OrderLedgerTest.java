package io.ledgeractors.examples.orders.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderLedgerTest {
    private final OrderLedger ledger = new OrderLedger(SampleBooks.SMALL);

    @Test
    void shouldMakeOneAccountForEachId() {
        List<Account> accounts = new ArrayList<>(ledger.accounts());
        accounts.add(ledger.fundingAccount());

        assertThat(accounts)
                .hasSize(8)
                .extracting(Account::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Proofs.accountIds(SampleBooks.SMALL));
        assertThat(accounts).allMatch(account -> account.ledger() == OrderLedger.LEDGER && account.code() > 0);
    }

    @Test
    void shouldLetOnlyPayersNotGoBelowZero() {
        assertThat(ledger.accounts())
                .filteredOn(account -> account.flags() == AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS)
                .extracting(Account::id)
                .containsExactly(Ids.payer(7), Ids.payer(8));
        assertThat(ledger.fundingAccount().flags()).isZero();
    }

    @Test
    void shouldCarryTheFingerprintInTheFundingAccount() {
        assertThat(ledger.fundingAccount().userData128()).isEqualTo(SampleBooks.SMALL.fingerprint());
    }

    @Test
    void shouldFundEachPayerWithWhatItsOrdersNeed() {
        List<Transfer> funding = ledger.monthlyFunding(3);

        assertThat(funding).extracting(Transfer::amount).containsExactly(UInt128.of(12_050), UInt128.of(306));
        assertThat(funding.get(0))
                .isEqualTo(Transfer.builder()
                        .id(Ids.monthlyFunding(7, 3))
                        .debitAccountId(Ids.funding())
                        .creditAccountId(Ids.payer(7))
                        .amount(UInt128.of(12_050))
                        .userData64(7)
                        .userData32(3)
                        .ledger(OrderLedger.LEDGER)
                        .code(OrderLedger.CODE_MONTHLY_FUNDING)
                        .build());
    }

    @Test
    void shouldPayEachOrder() {
        assertThat(ledger.payments(2))
                .hasSize(4)
                .element(1)
                .isEqualTo(Transfer.builder()
                        .id(Ids.payment(2, 2))
                        .debitAccountId(Ids.payer(7))
                        .creditAccountId(Ids.payee(new Payee("BB", "7")))
                        .amount(UInt128.of(2_050))
                        .userData64(2)
                        .userData32(2)
                        .ledger(OrderLedger.LEDGER)
                        .code(9)
                        .build());
    }
}
