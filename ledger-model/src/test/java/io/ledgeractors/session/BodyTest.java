package io.ledgeractors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class BodyTest {
    @Test
    void shouldTakeTheBytesBetweenPositionAndLimitWithoutCopying() {
        ByteBuffer buffer = ByteBuffer.allocate(32).position(8).limit(24);
        Body body = Body.of(buffer);
        buffer.put(8, (byte) 1);
        assertThat(body.size()).isEqualTo(16);
        assertThat(body.bytes().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(body.bytes().getInt(0)).isEqualTo(1);
        assertThat(buffer.position()).isEqualTo(8);
        assertThat(buffer.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }

    @Test
    void shouldSumItsBytesUnlessTheSumIsGiven() {
        ByteBuffer buffer = Bytes.allocate(64).put(3, (byte) 9);
        assertThat(Body.of(buffer).checksum()).isEqualTo(Checksum.of(buffer, 0, 64));
        assertThat(Body.of(buffer, UInt128.of(5)).checksum()).isEqualTo(UInt128.of(5));
        assertThat(Body.empty().checksum()).isEqualTo(Checksum.EMPTY);
        assertThat(Body.empty().size()).isZero();
    }

    @Test
    void shouldRefuseMoreThanAFrameHolds() {
        assertThat(Body.of(Bytes.allocate(Header.BODY_MAX)).size()).isEqualTo(1_048_320);
        ByteBuffer tooLarge = Bytes.allocate(Header.BODY_MAX + 1);
        assertThatThrownBy(() -> Body.of(tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1048320");
    }
}
