package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.wire.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
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
    void shouldWritePowersOfTenAndTheirNeighbours() {
        for (int power = 0; power <= 38; power++) {
            for (int offset = -1; offset <= 1; offset++) {
                BigInteger number = BigInteger.TEN.pow(power).add(BigInteger.valueOf(offset));
                assertThat(UInt128.of(number)).hasToString(number.toString());
            }
        }
        assertThat(UInt128.MAX).hasToString("340282366920938463463374607431768211455");
    }

    @Test
    void shouldKnowItsBorders() {
        assertThat(UInt128.ZERO.isZero()).isTrue();
        assertThat(UInt128.ZERO.isMax()).isFalse();
        assertThat(UInt128.MAX.isMax()).isTrue();
        assertThat(UInt128.MAX.isZero()).isFalse();
        assertThat(UInt128.MAX.toBigInteger()).isEqualTo(TWO_TO_128.subtract(BigInteger.ONE));
        assertThat(UInt128.ofUnsigned(-1)).hasToString("18446744073709551615");
        assertThat(UInt128.of(1, 0)).hasToString("18446744073709551616").isGreaterThan(UInt128.ofUnsigned(-1));
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
    void shouldRefuseNegativeNumbersUnlessTheyAreCalledUnsigned() {
        for (long negative : new long[] {-1, -5, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> UInt128.of(negative))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Long.toString(negative))
                    .hasMessageContaining("UInt128.ofUnsigned");
        }
        assertThat(UInt128.ofUnsigned(-5)).hasToString("18446744073709551611");
        assertThat(UInt128.ofUnsigned(7)).isEqualTo(UInt128.of(7));
        assertThat(UInt128.ofUnsigned(0)).isSameAs(UInt128.ZERO);
        assertThat(UInt128.of(Long.MAX_VALUE)).hasToString("9223372036854775807");
    }

    @Test
    void shouldConvertUuidsInBothByteOrders() {
        UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        assertThat(UInt128.fromUuid(uuid)).isEqualTo(UInt128.parseHex("00112233445566778899aabbccddeeff"));
        assertThat(UInt128.fromUuidLittleEndian(uuid)).isEqualTo(UInt128.parseHex("ffeeddccbbaa99887766554433221100"));
        Random random = new Random(SEED);
        for (int round = 0; round < 1_000; round++) {
            UInt128 number = number(random);
            assertThat(UInt128.fromUuid(number.toUuid())).isEqualTo(number);
            assertThat(UInt128.fromUuidLittleEndian(number.toUuidLittleEndian()))
                    .isEqualTo(number);
        }
    }

    @Test
    void shouldSendTheBytesOfALittleEndianUuidAsTheyAre() {
        UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        ByteBuffer wire = Bytes.allocate(16);
        Bytes.putU128(wire, 0, UInt128.fromUuidLittleEndian(uuid));
        assertThat(HexFormat.of().formatHex(wire.array())).isEqualTo("00112233445566778899aabbccddeeff");
    }

    @Test
    void shouldReadAndWriteHexadecimal() {
        assertThat(UInt128.MAX.toHex()).isEqualTo("f".repeat(32));
        assertThat(UInt128.of(0xAB).toHex()).isEqualTo("0".repeat(30) + "ab");
        assertThat(UInt128.parseHex("0xFf")).isEqualTo(UInt128.of(255));
        assertThat(UInt128.parseHex("0")).isEqualTo(UInt128.ZERO);
        assertThat(UInt128.parseHex("1" + "0".repeat(16))).isEqualTo(UInt128.of(1, 0));
        Random random = new Random(SEED);
        for (int round = 0; round < 1_000; round++) {
            UInt128 number = number(random);
            assertThat(UInt128.parseHex(number.toHex())).isEqualTo(number);
            assertThat(UInt128.parseHex(number.toBigInteger().toString(16))).isEqualTo(number);
        }
        Stream.of("", "0x", "-1", "+1", "g", " 1", "0".repeat(33), "0x" + "1".repeat(33), "\u0661", "1_0")
                .forEach(text -> assertThatThrownBy(() -> UInt128.parseHex(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("'" + text + "'"));
    }

    @Test
    void shouldSpreadHashCodesOfTimeBasedIds() {
        IdGenerator ids = new IdGenerator(() -> 1_767_225_600_000L, new Random(SEED));
        Set<Integer> buckets = new HashSet<>();
        for (int i = 0; i < 4_096; i++) {
            buckets.add(ids.next().hashCode() & 4_095);
        }
        // Random hash codes would hit about 63 % of the buckets.
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
