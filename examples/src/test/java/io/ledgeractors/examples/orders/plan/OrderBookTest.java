package io.ledgeractors.examples.orders.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderBookTest {
    @Test
    void shouldListPayersPayeesAndBanks() {
        assertThat(SampleBooks.SMALL.payers()).containsExactly(7L, 8L);
        assertThat(SampleBooks.SMALL.payees())
                .containsExactly(new Payee("AA", "111"), new Payee("BB", "7"), new Payee("AA", "222"));
        assertThat(SampleBooks.SMALL.banks()).containsExactly("AA", "BB");
    }

    @Test
    void shouldKeepItsFingerprintBecauseDataDirectoriesHoldIt() {
        assertThat(SampleBooks.SMALL.fingerprint().toBigInteger().toString(16))
                .isEqualTo("b519898239d989d67a703245de344f08");
    }

    @Test
    void shouldHaveTheSameFingerprintWhateverTheSequenceAndTheQuotes() {
        OrderBook one = SampleBooks.of("1;7;AA;111;100.00;SIPO", "2;7;BB;7;20.50; ");
        OrderBook other = SampleBooks.of("2;7;\"BB\";7;20.5;", "1;7;AA;\"111\";100;SIPO");

        assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
    }

    @Test
    void shouldHaveAnotherFingerprintIfAnythingElseDiffers() {
        assertThat(SampleBooks.of("1;7;AA;111;100.00;SIPO").fingerprint())
                .isNotIn(
                        SampleBooks.of("2;7;AA;111;100.00;SIPO").fingerprint(),
                        SampleBooks.of("1;8;AA;111;100.00;SIPO").fingerprint(),
                        SampleBooks.of("1;7;AB;111;100.00;SIPO").fingerprint(),
                        SampleBooks.of("1;7;AA;112;100.00;SIPO").fingerprint(),
                        SampleBooks.of("1;7;AA;111;100.01;SIPO").fingerprint(),
                        SampleBooks.of("1;7;AA;111;100.00;UVER").fingerprint(),
                        SampleBooks.of("1;7;AA;111;100.00;SIPO", "2;7;AA;111;100.00;SIPO")
                                .fingerprint());
    }
}
