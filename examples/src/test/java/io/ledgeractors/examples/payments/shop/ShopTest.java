package io.ledgeractors.examples.payments.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.examples.shared.BalancedAccounts;
import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static final Shop SHOP = new Shop(100);

    @Test
    void shouldPlanTheSameForTheSameNumberAndAnotherShopForAnother() {
        assertThat(SHOP.plan(100)).isEqualTo(new Shop(100).plan(100)).hasSize(100);
        Set<UInt128> accounts = new HashSet<>();
        SHOP.accounts().forEach(account -> accounts.add(account.id()));
        new Shop(101).accounts().forEach(account -> accounts.add(account.id()));
        assertThat(accounts).hasSize(2 * SHOP.accounts().size());
    }

    @Test
    void shouldHavePaymentsOfEveryKind() {
        assertThat(SHOP.plan(100)).extracting(Planned::kind).contains(PaymentKind.values());
    }

    @Test
    void shouldProveALedgerThatHoldsThePlan() {
        assertThat(new ShopProofs(SHOP, SHOP.plan(100), transfers(), accounts()).all())
                .allMatch(Proof::holds);
    }

    @Test
    void shouldFindAPaymentThatWasMadeTwiceOrNotAtAll() {
        Planned plain = SHOP.plan(100).get(0);
        Map<UInt128, Transfer> twice = transfers();
        twice.put(
                plain.payment().id().transferId(3, PaymentPhase.POST, 0),
                Transfer.builder().amount(plain.captured().get(0)).build());
        assertThat(new ShopProofs(SHOP, SHOP.plan(100), twice, accounts())
                        .all()
                        .get(0)
                        .differences())
                .hasSize(1);
        Map<UInt128, Transfer> never = transfers();
        never.remove(plain.payment().id().transferId(1, PaymentPhase.POST, 0));
        assertThat(new ShopProofs(SHOP, SHOP.plan(100), never, accounts())
                        .all()
                        .get(0)
                        .differences())
                .hasSize(1);
    }

    @Test
    void shouldFindMoneyThatIsStillHeldOrLost() {
        Map<UInt128, Account> accounts = accounts();
        Account first = accounts.values().iterator().next();
        accounts.put(
                first.id(),
                new Account(
                        first.id(),
                        UInt128.of(1),
                        first.debitsPosted().plus(UInt128.of(1)),
                        first.creditsPending(),
                        first.creditsPosted(),
                        first.userData128(),
                        first.userData64(),
                        first.userData32(),
                        first.ledger(),
                        first.code(),
                        first.flags(),
                        0));
        List<Proof> proofs = new ShopProofs(SHOP, SHOP.plan(100), transfers(), accounts).all();
        assertThat(proofs.get(0).holds()).isTrue();
        assertThat(proofs.subList(1, 4)).noneMatch(Proof::holds);
    }

    private static Map<UInt128, Transfer> transfers() {
        Map<UInt128, Transfer> transfers = new HashMap<>();
        for (Planned planned : SHOP.plan(100)) {
            PaymentPhase phase = planned.payment().isTwoPhase() ? PaymentPhase.POST : PaymentPhase.MOVE;
            for (int leg = 0; leg < planned.captured().size(); leg++) {
                transfers.put(
                        planned.payment().id().transferId(1, phase, leg),
                        Transfer.builder().amount(planned.captured().get(leg)).build());
            }
        }
        return transfers;
    }

    private static Map<UInt128, Account> accounts() {
        BalancedAccounts balanced = new BalancedAccounts();
        SHOP.funding()
                .forEach(funding ->
                        balanced.move(funding.debitAccountId(), funding.creditAccountId(), funding.amount()));
        for (Planned planned : SHOP.plan(100)) {
            for (int leg = 0; leg < planned.captured().size(); leg++) {
                var move = planned.payment().legs().get(leg);
                balanced.move(
                        move.debitAccountId(),
                        move.creditAccountId(),
                        planned.captured().get(leg));
            }
            if (planned.refund() != null) {
                var move = planned.payment().legs().get(0);
                UInt128 back = planned.refund().parts().get(0).amount();
                balanced.move(move.creditAccountId(), move.debitAccountId(), back);
            }
        }
        return balanced.of(SHOP.accounts());
    }
}
