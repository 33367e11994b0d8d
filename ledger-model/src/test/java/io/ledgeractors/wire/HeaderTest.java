package io.ledgeractors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HeaderTest {
    private static final int AT = 8;

    @Test
    void shouldSetWhatAllCommandsHave() {
        ByteBuffer buffer = Bytes.allocate(AT + Header.SIZE);
        buffer.put(AT + 77, (byte) 1);
        Header.begin(buffer, AT, Command.PING_CLIENT, UInt128.of(7), Release.CLIENT);
        Header.seal(buffer, AT);
        assertThat(Header.command(buffer, AT)).isEqualTo(Command.PING_CLIENT);
        assertThat(Header.cluster(buffer, AT)).isEqualTo(UInt128.of(7));
        assertThat(Header.release(buffer, AT)).isEqualTo(Release.CLIENT);
        assertThat(Header.size(buffer, AT)).isEqualTo(Header.SIZE);
        assertThat(Header.view(buffer, AT)).isZero();
        assertThat(Header.replica(buffer, AT)).isZero();
        assertThat(Header.checksumBody(buffer, AT)).isEqualTo(Checksum.EMPTY);
        assertThat(buffer.get(AT + 77)).isZero();
        assertThat(Header.isChecksumValid(buffer, AT)).isTrue();
        assertThat(Header.isBodyValid(buffer, AT, buffer, AT + Header.SIZE)).isTrue();
    }

    @Test
    void shouldFindAWrongBitAnywhere() {
        ByteBuffer buffer = Bytes.allocate(Header.SIZE);
        Header.begin(buffer, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Header.seal(buffer, 0);
        for (int bit = 0; bit < Header.SIZE * 8; bit++) {
            buffer.put(bit / 8, (byte) (buffer.get(bit / 8) ^ 1 << bit % 8));
            assertThat(Header.isChecksumValid(buffer, 0)).as("bit %d", bit).isFalse();
            buffer.put(bit / 8, (byte) (buffer.get(bit / 8) ^ 1 << bit % 8));
        }
        assertThat(Header.isChecksumValid(buffer, 0)).isTrue();
    }

    @Test
    void shouldRefuseSizesThatNoFrameHas() {
        ByteBuffer buffer = Bytes.allocate(Header.SIZE);
        for (int size : new int[] {0, 255, -1, Header.FRAME_MAX + 1, Integer.MIN_VALUE}) {
            buffer.putInt(Header.FRAME_SIZE, size);
            assertThat(Header.isSizeValid(buffer, 0)).as("size %d", size).isFalse();
        }
        for (int size : new int[] {256, Header.FRAME_MAX}) {
            buffer.putInt(Header.FRAME_SIZE, size);
            assertThat(Header.isSizeValid(buffer, 0)).as("size %d", size).isTrue();
        }
        assertThatThrownBy(() -> Header.body(buffer, 0, Header.BODY_MAX + 1, Checksum.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Header.body(buffer, 0, -1, Checksum.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepTheContextWhenAReplyIsSentAgainInANewerView() {
        ByteBuffer buffer = Bytes.allocate(Header.SIZE);
        Header.begin(buffer, 0, Command.REPLY, UInt128.ZERO, Release.CLIENT);
        UInt128 context = Header.setContext(buffer, 0);
        UInt128 checksum = Header.seal(buffer, 0);
        buffer.putInt(Header.VIEW, 1);
        assertThat(Header.seal(buffer, 0)).isNotEqualTo(checksum);
        assertThat(Bytes.getU128(buffer, Header.Reply.CONTEXT)).isEqualTo(context);
    }
}
