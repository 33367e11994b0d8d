package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UInt128Test {
    private static final long SEED = 20261121;
    private static final BigInteger TWO_TO_128 = BigInteger.ONE.shiftLeft(128);

    @Test
    void shouldCalculateAsBigIntegersDo() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            UInt128 a = number(random);
            UInt128 b = number(random);
            String at = "seed " + SEED + ", round " + round + ": " + a + ", " + b;
            BigInteger sum = a.toBigInteger().add(b.toBigInteger());
            BigInteger difference = a.toBigInteger().subtract(b.toBigInteger());
            if (sum.compareTo(TWO_TO_128) < 0) {
                assertThat(a.plus(b).toBigInteger()).as(at).isEqualTo(sum);
            } else {
                assertThatThrownBy(() -> a.plus(b)).as(at).isInstanceOf(ArithmeticException.class);
            }
            if (difference.signum() >= 0) {
                assertThat(a.minus(b).toBigInteger()).as(at).isEqualTo(difference);
            } else {
                assertThatThrownBy(() -> a.minus(b)).as(at).isInstanceOf(ArithmeticException.class);
            }
            assertThat(Integer.signum(a.compareTo(b))).as(at).isEqualTo(difference.signum());
            assertThat(a.equals(b)).as(at).isEqualTo(difference.signum() == 0);
        }
    }

    @Test
    void shouldReadWhatItWrites() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            UInt128 number = number(random);
            assertThat(number).hasToString(number.toBigInteger().toString());
            assertThat(UInt128.parse(number.toString())).isEqualTo(number).hasSameHashCodeAs(number);
            assertThat(UInt128.of(number.toBigInteger())).isEqualTo(number);
        }
    }

    @Test
    void shouldKnowItsBorders() {
        assertThat(UInt128.ZERO.isZero()).isTrue();
        assertThat(UInt128.ZERO.isMax()).isFalse();
        assertThat(UInt128.MAX.isMax()).isTrue();
        assertThat(UInt128.MAX.isZero()).isFalse();
        assertThat(UInt128.MAX.toBigInteger()).isEqualTo(TWO_TO_128.subtract(BigInteger.ONE));
        assertThat(UInt128.of(-1)).hasToString("18446744073709551615");
        assertThat(UInt128.of(1, 0)).hasToString("18446744073709551616").isGreaterThan(UInt128.of(-1));
        assertThat(UInt128.of(0)).isSameAs(UInt128.ZERO);
    }

    @Test
    void shouldRefuseWhatIsNoNumberOf128Bits() {
        assertThat(UInt128.parse("00000000000000000000000000000000000000000000000000007"))
                .isEqualTo(UInt128.of(7));
        Stream.of("", "-1", "+1", "1.0", "0x1", " 1", "1 ", "\u0661", "340282366920938463463374607431768211456")
                .forEach(text -> assertThatThrownBy(() -> UInt128.parse(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> UInt128.of(TWO_TO_128)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UInt128.of(BigInteger.ONE.negate())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSpreadHashCodesOfTimeBasedIds() {
        IdGenerator ids = new IdGenerator(() -> 1_767_225_600_000L, new Random(SEED));
        Set<Integer> buckets = new HashSet<>();
        for (int i = 0; i < 4_096; i++) {
            buckets.add(ids.next().hashCode() & 4_095);
        }
        // At random about 63 % of the buckets are hit.
        assertThat(buckets).hasSizeGreaterThan(2_400);
    }

    // Numbers of every length, and those near the borders where carries happen.
    private static UInt128 number(Random random) {
        List<Long> halves = List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong());
        return switch (random.nextInt(3)) {
            case 0 -> UInt128.of(halves.get(random.nextInt(6)), halves.get(random.nextInt(6)));
            case 1 -> UInt128.of(new BigInteger(random.nextInt(129), random));
            default -> UInt128.of(random.nextLong(), random.nextLong());
        };
    }
}
