package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UInt128OfMoneyTest {
    private static final long SEED = 20261129;

    @ParameterizedTest
    @CsvSource({
        "12.50, 2, 1250",
        "12.5, 2, 1250",
        "12, 2, 1200",
        "12.500, 2, 1250",
        "0.00, 0, 0",
        "0E+999999999, 2, 0",
        "1E+3, 0, 1000",
        "1E+38, 0, 100000000000000000000000000000000000000",
        "3402823669209384634633746074317682114.55, 2, 340282366920938463463374607431768211455",
    })
    void shouldCountTheSmallestUnit(String value, int scale, String expected) {
        assertThat(UInt128.of(new BigDecimal(value), scale)).isEqualTo(UInt128.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "12.505, 2, more than 2 decimals",
        "12.5, 0, more than 0 decimals",
        "1E-999999999, 2, more than 2 decimals",
        "-0.01, 2, not between 0 and 2^128 - 1",
        "1E+999999999, 2, not between 0 and 2^128 - 1",
        "3402823669209384634633746074317682114.56, 2, not between 0 and 2^128 - 1",
        "1, -1, the scale must be at least 0",
    })
    void shouldRefuseWhatItCannotHoldExactly(String value, int scale, String why) {
        assertThatThrownBy(() -> UInt128.of(new BigDecimal(value), scale))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void shouldKeepEveryNumberOf128Bits() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            BigInteger number = new BigInteger(random.nextInt(129), random);
            int scale = random.nextInt(39);
            assertThat(UInt128.of(new BigDecimal(number, scale), scale).toBigInteger())
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1250, 2, 12.50",
        "0, 2, 0.00",
        "7, 0, 7",
        "1, 3, 0.001",
        "340282366920938463463374607431768211455, 2, 3402823669209384634633746074317682114.55",
    })
    void shouldWriteTheMainUnit(String number, int scale, String expected) {
        BigDecimal money = UInt128.parse(number).toBigDecimal(scale);
        assertThat(money).isEqualTo(new BigDecimal(expected));
        assertThat(UInt128.of(money, scale)).isEqualTo(UInt128.parse(number));
    }

    @Test
    void shouldRefuseANegativeScale() {
        assertThatThrownBy(() -> UInt128.ZERO.toBigDecimal(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the scale must be at least 0");
    }
}
