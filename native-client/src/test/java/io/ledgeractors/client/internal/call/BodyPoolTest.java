package io.ledgeractors.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class BodyPoolTest {
    private final BodyPool pool = new BodyPool(64 << 10);

    @Test
    void shouldGiveTheSameBufferAgain() {
        ByteBuffer first = pool.take(5_000);
        assertThat(first.limit()).isEqualTo(5_000);
        assertThat(first.capacity()).isEqualTo(8_192);
        assertThat(first.isDirect()).isTrue();
        pool.release(first);
        ByteBuffer second = pool.take(8_192);
        assertThat(second).isSameAs(first);
        assertThat(second.limit()).isEqualTo(8_192);
        assertThat(second.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(pool.take(8_192)).isNotSameAs(first);
    }

    @Test
    void shouldKeepNoMoreThanItMay() {
        ByteBuffer[] taken = new ByteBuffer[40];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = pool.take(4_096);
        }
        for (ByteBuffer buffer : taken) {
            pool.release(buffer);
        }
        assertThat(pool.keptBytes()).isEqualTo(64 << 10);
        pool.take(1);
        assertThat(pool.keptBytes()).isEqualTo(60 << 10);
        pool.release(pool.take(Header.BODY_MAX));
        assertThat(pool.keptBytes()).isEqualTo(60 << 10);
    }

    @Test
    void shouldHaveRoomForEverySize() {
        for (int size : new int[] {0, 1, 4_096, 4_097, 65_536, 524_289, Header.BODY_MAX, 1 << 20}) {
            assertThat(pool.take(size).limit()).isEqualTo(size);
        }
        assertThatThrownBy(() -> pool.take((1 << 20) + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
