package io.ledgeractors.embedded.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The cache of records where the JVM has less memory off the heap than the cache may take. */
class FramesTest {
    private static final int SLAB = 64;
    private static final Frames.Owner READER = page -> true;

    private int slabsLeft;
    private int asked;
    private final Frames frames = new Frames(100L * SLAB * Frames.FRAME, 0, this::memory);

    @Test
    void shouldNotAskForMemoryWithEachPageWhenThereIsNone() {
        slabsLeft = 2;
        for (int page = 0; page < 10_000; page++) {
            frames.take(READER, page);
        }
        assertThat(asked).isEqualTo(3);
        assertThat(frames.bytes()).isEqualTo(2L * SLAB * Frames.FRAME);
    }

    @Test
    void shouldGrowAgainWhenThereIsMemory() {
        slabsLeft = 2;
        for (int page = 0; page < 10_000; page++) {
            frames.take(READER, page);
        }
        slabsLeft = 1;
        for (int page = 0; page < Frames.RETRY_AFTER; page++) {
            frames.take(READER, page);
        }
        assertThat(frames.bytes()).isEqualTo(3L * SLAB * Frames.FRAME);
    }

    @Test
    void shouldReserveFramesOfPagesThatCanBeGivenUp() {
        slabsLeft = 2;
        for (int page = 0; page < 1_000; page++) {
            frames.take(READER, page);
        }
        int before = asked;
        frames.reserve(0, 100);
        assertThat(asked).isEqualTo(before);
        assertThatThrownBy(() -> frames.reserve(100, 130)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void shouldNotCountAReservationForWhichThereIsNoMemory() {
        for (int tried = 0; tried < 1_000; tried++) {
            assertThatThrownBy(() -> frames.reserve(0, 50)).isInstanceOf(OutOfMemoryError.class);
        }
        slabsLeft = 1;
        frames.reserve(0, 50);
        assertThat(frames.bytes()).isEqualTo((long) SLAB * Frames.FRAME);
    }

    private ByteBuffer memory(int bytes) {
        asked++;
        if (slabsLeft == 0) {
            throw new OutOfMemoryError("none");
        }
        slabsLeft--;
        return ByteBuffer.allocate(bytes);
    }
}
