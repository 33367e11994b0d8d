package io.ledgeractors.examples.orders.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.shared.TransferAttempts;
import io.ledgeractors.model.UInt128;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void shouldKeepKindsApartWhereNumbersAreEqual() {
        Set<UInt128> ids = new HashSet<>();
        ids.add(Ids.funding());
        ids.add(Ids.payer(7));
        ids.add(Ids.payee(new Payee("AA", "7")));
        ids.add(Ids.payee(new Payee("BB", "7")));
        ids.add(Ids.payee(new Payee("B", "B7")));
        ids.add(Ids.settlement("AA"));
        ids.add(Ids.monthlyFunding(7, 1));
        ids.add(Ids.monthlyFunding(7, 2));
        ids.add(Ids.payment(7, 1));
        ids.add(Ids.payment(1, 7));
        ids.add(Ids.reserve("AA"));
        ids.add(Ids.post("AA"));
        ids.add(Ids.voiding("AA"));

        assertThat(ids).hasSize(13).noneMatch(UInt128::isZero).noneMatch(UInt128::isMax);
    }

    @Test
    void shouldGiveEachAttemptAnIdOfItsOwn() {
        Set<UInt128> ids = new HashSet<>();
        for (UInt128 first : new UInt128[] {
            Ids.payment(7, 1),
            Ids.payment(7, Integer.MAX_VALUE),
            Ids.monthlyFunding(7, 1),
            Ids.reserve("A"),
            Ids.post("A"),
            Ids.voiding("A")
        }) {
            assertThat(TransferAttempts.id(first, 0)).isEqualTo(first);
            for (int attempt = 0; attempt <= TransferAttempts.MAX; attempt++) {
                ids.add(TransferAttempts.id(TransferAttempts.id(first, 3), attempt));
            }
        }

        assertThat(ids).hasSize(6 * 256);
    }

    @Test
    void shouldNeverChangeBecauseDataDirectoriesHoldThem() {
        assertThat(Ids.funding()).isEqualTo(UInt128.of(0x03L << 56, 0));
        assertThat(Ids.payer(1)).isEqualTo(UInt128.of(0x01L << 56, 1));
        assertThat(Ids.payment(29401, 12)).isEqualTo(UInt128.of((0x11L << 56) | 12, 29401));
        assertThat(Ids.monthlyFunding(1, 12)).isEqualTo(UInt128.of((0x10L << 56) | 12, 1));
        assertThat(Ids.payee(new Payee("YZ", "87144583")).toBigInteger().toString(16))
                .isEqualTo("2eada00ce5d2b0928c44e45af4e3ce7");
    }
}
