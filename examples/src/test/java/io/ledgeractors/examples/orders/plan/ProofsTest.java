package io.ledgeractors.examples.orders.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final int MONTHS = 3;

    private final OrderLedger ledger = new OrderLedger(SampleBooks.SMALL);
    private final Map<UInt128, Account> accounts = new HashMap<>();

    @BeforeEach
    void pay() {
        accounts.put(Ids.funding(), ledger.fundingAccount());
        ledger.accounts().forEach(account -> accounts.put(account.id(), account));
        for (int month = 1; month <= MONTHS; month++) {
            ledger.monthlyFunding(month).forEach(this::apply);
            ledger.payments(month).forEach(this::apply);
        }
    }

    @Test
    void shouldHoldWhenAllIsPaid() {
        List<Proof> proofs = Proofs.check(SampleBooks.SMALL, MONTHS, accounts);

        assertThat(proofs).hasSize(3).allMatch(Proof::holds);
        assertThat(proofs).extracting(Proof::checked).containsExactly(8, 3, 2);
        assertThat(proofs.get(0).claim()).isEqualTo("sum of debits = sum of credits (741.36)");
    }

    @Test
    void shouldFailForAnotherNumberOfMonths() {
        assertThat(Proofs.check(SampleBooks.SMALL, MONTHS + 1, accounts))
                .extracting(Proof::holds)
                .containsExactly(true, false, false);
    }

    @Test
    void shouldNameWhatDiffers() {
        apply(ledger.payments(1).get(1));

        List<Proof> proofs = Proofs.check(SampleBooks.SMALL, MONTHS, accounts);

        assertThat(proofs.get(0).holds()).isTrue();
        assertThat(proofs.get(1).differences())
                .extracting(Difference::toString)
                .containsExactly("payee BB/7 credits: expected 61.50, found 82.00");
        assertThat(proofs.get(2).differences())
                .extracting(Difference::toString)
                .containsExactly("payer 7 debits: expected 361.50, found 382.00");
    }

    @Test
    void shouldFailWhenMoneyAppearsFromNowhere() {
        accounts.computeIfPresent(
                Ids.settlement("AA"),
                (id, account) -> account.toBuilder()
                        .creditsPosted(UInt128.of(1))
                        .creditsPending(UInt128.of(2))
                        .build());

        assertThat(Proofs.check(SampleBooks.SMALL, MONTHS, accounts).get(0).differences())
                .extracting(Difference::toString)
                .containsExactly(
                        "sum of all credits: expected 741.36, found 741.37",
                        "sum of all pending credits: expected 0.00, found 0.02");
    }

    @Test
    void shouldFailWhenAccountsAreMissing() {
        accounts.clear();

        assertThat(Proofs.check(SampleBooks.SMALL, MONTHS, accounts))
                .extracting(proof -> proof.differences().size())
                .containsExactly(3, 3, 2);
    }

    private void apply(Transfer transfer) {
        accounts.computeIfPresent(
                transfer.debitAccountId(),
                (id, account) -> account.toBuilder()
                        .debitsPosted(account.debitsPosted().plus(transfer.amount()))
                        .build());
        accounts.computeIfPresent(
                transfer.creditAccountId(),
                (id, account) -> account.toBuilder()
                        .creditsPosted(account.creditsPosted().plus(transfer.amount()))
                        .build());
    }
}
