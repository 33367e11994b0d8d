package io.ledgeractors.examples.orders.plan;

import static io.ledgeractors.examples.orders.plan.TwoPhasePayment.Ending.EXPIRE;
import static io.ledgeractors.examples.orders.plan.TwoPhasePayment.Ending.POST;
import static io.ledgeractors.examples.orders.plan.TwoPhasePayment.Ending.VOID;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoPhasePaymentTest {
    @Test
    void shouldReserveWhatTheOrdersOfABankPayInAMonth() {
        assertThat(TwoPhasePayment.of(SampleBooks.SMALL))
                .containsExactly(
                        new TwoPhasePayment("AA", UInt128.of(10_306), POST),
                        new TwoPhasePayment("BB", UInt128.of(2_050), EXPIRE));
    }

    @Test
    void shouldPostMostVoidSomeAndLetOneExpire() {
        String[] rows = IntStream.rangeClosed(1, 13)
                .mapToObj(i -> i + ";1;" + (char) ('A' + i) + ";1;1.00;")
                .toArray(String[]::new);

        assertThat(TwoPhasePayment.of(SampleBooks.of(rows)))
                .extracting(TwoPhasePayment::ending)
                .containsExactly(POST, POST, VOID, POST, POST, POST, VOID, POST, POST, POST, VOID, POST, EXPIRE);
    }

    @Test
    void shouldPostTheOnlyOne() {
        assertThat(TwoPhasePayment.of(SampleBooks.of("1;1;A;1;1.00;")))
                .singleElement()
                .satisfies(payment -> {
                    assertThat(payment.ending()).isEqualTo(POST);
                    assertThat(payment.timeoutSeconds()).isZero();
                });
    }
}
