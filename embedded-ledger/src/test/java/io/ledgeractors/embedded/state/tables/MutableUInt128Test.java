package io.ledgeractors.embedded.state.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MutableUInt128Test {
    private static final BigInteger MAX = UInt128.MAX.toBigInteger();
    private static final long[] EDGES = {0, 1, 2, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1};

    private final SplittableRandom random = new SplittableRandom(17);

    @Test
    void shouldCalculateAsBigIntegersDo() {
        for (int i = 0; i < 20_000; i++) {
            MutableUInt128 one = number();
            MutableUInt128 other = i % 50 == 0 ? copy(one) : number();
            BigInteger a = value(one);
            BigInteger b = value(other);
            assertThat(one.lessThan(other)).isEqualTo(a.compareTo(b) < 0);
            assertThat(one.same(other)).isEqualTo(a.equals(b));
            assertThat(one.isZero()).isEqualTo(a.signum() == 0);
            assertThat(one.isMax()).isEqualTo(a.equals(MAX));
            assertThat(one.sumOverflows(other)).isEqualTo(a.add(b).compareTo(MAX) > 0);
            checkArithmetic(one, other, a, b);
        }
    }

    @Test
    void shouldRefuseToGoBelowZero() {
        MutableUInt128 one = new MutableUInt128();
        one.low = 1;
        assertThatThrownBy(() -> new MutableUInt128().subtract(one)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldReadAndWriteLittleEndian() {
        ByteBuffer buffer = Bytes.allocate(20);
        MutableUInt128 number = number();
        number.write(buffer, 3);
        assertThat(Bytes.getU128(buffer, 3).toBigInteger()).isEqualTo(value(number));
        MutableUInt128 back = new MutableUInt128();
        back.read(buffer, 3);
        assertThat(back.same(number)).isTrue();
    }

    private static void checkArithmetic(MutableUInt128 one, MutableUInt128 other, BigInteger a, BigInteger b) {
        if (a.add(b).compareTo(MAX) <= 0) {
            MutableUInt128 sum = copy(one);
            sum.add(other);
            assertThat(value(sum)).isEqualTo(a.add(b));
        }
        if (a.compareTo(b) >= 0) {
            MutableUInt128 difference = copy(one);
            difference.subtract(other);
            assertThat(value(difference)).isEqualTo(a.subtract(b));
        }
        MutableUInt128 toZero = copy(one);
        toZero.subtractToZero(other);
        assertThat(value(toZero)).isEqualTo(a.subtract(b).max(BigInteger.ZERO));
        MutableUInt128 cut = copy(one);
        cut.cutTo(other);
        assertThat(value(cut)).isEqualTo(a.min(b));
    }

    private MutableUInt128 number() {
        MutableUInt128 number = new MutableUInt128();
        number.high = half();
        number.low = half();
        return number;
    }

    private long half() {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
    }

    private static MutableUInt128 copy(MutableUInt128 from) {
        MutableUInt128 number = new MutableUInt128();
        number.set(from);
        return number;
    }

    private static BigInteger value(MutableUInt128 number) {
        return UInt128.of(number.high, number.low).toBigInteger();
    }
}
