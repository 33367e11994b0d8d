package io.ledgeractors.actors.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReplyCopiesTest {
    private final ReplyCopies copies = new ReplyCopies();

    private static ByteBuffer reply(int size, long mark) {
        return Bytes.allocate(size).putLong(0, mark);
    }

    @Test
    void shouldWriteToALargeCopyThatCameBack() {
        ByteBuffer first = copies.of(reply(100_000, 1));
        copies.release(first);
        ByteBuffer second = copies.of(reply(90_000, 2));
        assertThat(second).isSameAs(first);
        assertThat(second.limit()).isEqualTo(90_000);
        assertThat(second.getLong(0)).isEqualTo(2);
    }

    @Test
    void shouldLeaveAloneWhatDidNotComeBack() {
        ByteBuffer first = copies.of(reply(100_000, 1));
        ByteBuffer second = copies.of(reply(100_000, 2));
        copies.release(second);
        ByteBuffer third = copies.of(reply(100_000, 3));
        assertThat(first.getLong(0)).isEqualTo(1);
        assertThat(third).isSameAs(second);
        assertThat(copies.of(reply(100_000, 4))).isNotSameAs(second);
    }

    @Test
    void shouldNotLetSmallRepliesKeepLargeOnes() {
        copies.release(copies.of(reply(100_000, 1)));
        assertThat(copies.of(reply(16, 2)).capacity()).isEqualTo(16);
        assertThat(copies.of(reply(20_000, 3)).capacity()).isEqualTo(20_000);
        copies.release(copies.of(reply(20_000, 4)));
        assertThat(copies.of(reply(100_000, 5)).limit()).isEqualTo(100_000);
    }
}
