package io.ledgeractors.actors.payment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaymentIdTest {
    @Test
    void shouldKeepTheLow16BitsForItsTransfers() {
        PaymentId id = new PaymentId(UInt128.of(5, 3L << 16));
        assertThat(id.transferId(15, PaymentPhase.REFUND, 255)).isEqualTo(UInt128.of(5, (3L << 16) + 0xf4ff));
        assertThat(id.transferId(0, PaymentPhase.MOVE, 0)).isEqualTo(UInt128.of(5, (3L << 16) + 0x0100));
        assertThatThrownBy(() -> new PaymentId(UInt128.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PaymentIdGenerator");
        assertThatThrownBy(() -> new PaymentId(UInt128.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> id.transferId(16, PaymentPhase.MOVE, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> id.transferId(0, PaymentPhase.MOVE, 256)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldGiveEachTransferAnIdOfItsOwnThatLeadsBack() {
        PaymentId id = new PaymentId(UInt128.of(5, -1L << 16));
        Set<UInt128> ids = new HashSet<>();
        for (int attempt = 0; attempt < PaymentId.ATTEMPTS; attempt++) {
            for (PaymentPhase phase : PaymentPhase.values()) {
                for (int number = 0; number < PaymentId.NUMBERS; number++) {
                    UInt128 transfer = id.transferId(attempt, phase, number);
                    ids.add(transfer);
                    assertThat(PaymentId.ofTransfer(transfer)).isEqualTo(id);
                    assertThat(PaymentId.attemptOf(transfer)).isEqualTo(attempt);
                    assertThat(PaymentId.numberOf(transfer)).isEqualTo(number);
                    assertThat(PaymentId.isOf(phase, transfer)).isTrue();
                }
            }
        }
        assertThat(ids).hasSize(16 * 4 * 256).doesNotContain(id.value());
    }

    @Test
    void shouldMapForeignKeysAlwaysTheSame() {
        PaymentId id = PaymentId.ofKey("shop/order/17");
        assertThat(id).isEqualTo(PaymentId.ofKey("shop/order/17")).isNotEqualTo(PaymentId.ofKey("shop/order/18"));
        assertThat(id.value().low() & 0xffff).isZero();
        assertThat(PaymentId.parse(id.toString())).isEqualTo(id);
        assertThat(id.value().high()).isEqualTo(firstBytesOfSha256());
    }

    private static long firstBytesOfSha256() {
        return ByteBuffer.wrap(PaymentId.sha256("shop/order/17")).getLong();
    }

    @Test
    void shouldStepBy65536WithinAMillisecondAndWhenTheClockStepsBack() {
        long[] now = {1_000};
        PaymentIdGenerator generator = new PaymentIdGenerator(() -> now[0], new Random(1));
        UInt128 first = generator.next().value();
        assertThat(first.high() >>> 16).isEqualTo(1_000);
        now[0] = 999;
        assertThat(generator.next().value()).isEqualTo(first.plus(UInt128.of(1 << 16)));
        now[0] = 1_001;
        assertThat(generator.next().value().high() >>> 16).isEqualTo(1_001);
        now[0] = 1L << 48;
        assertThatThrownBy(generator::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCarryOverIntoTheUpperHalf() {
        PaymentIdGenerator generator = new PaymentIdGenerator(() -> 1, new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1;
            }
        });
        assertThat(generator.next().value()).isEqualTo(UInt128.of(0x1ffff, -1L << 16));
        assertThat(generator.next().value()).isEqualTo(UInt128.of(0x20000, 0));
    }
}
