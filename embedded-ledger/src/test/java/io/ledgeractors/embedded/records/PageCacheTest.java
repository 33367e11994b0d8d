package io.ledgeractors.embedded.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Tests the cache of pages while the JVM has less memory off the heap than the cache may take. */
class PageCacheTest {
    private static final int SLAB = 64;
    private static final PageCache.Owner READER = page -> true;

    private int slabsLeft;
    private int requests;
    private final PageCache cache = new PageCache(100L * SLAB * PageCache.FRAME, 0, this::memory);

    @Test
    void shouldNotRequestMemoryForEachPageWhileThereIsNone() {
        slabsLeft = 2;
        for (int page = 0; page < 10_000; page++) {
            cache.take(READER, page);
        }
        assertThat(requests).isEqualTo(3);
        assertThat(cache.bytes()).isEqualTo(2L * SLAB * PageCache.FRAME);
    }

    @Test
    void shouldGrowAgainWhenThereIsMemory() {
        slabsLeft = 2;
        for (int page = 0; page < 10_000; page++) {
            cache.take(READER, page);
        }
        slabsLeft = 1;
        for (int page = 0; page < PageCache.RETRY_AFTER; page++) {
            cache.take(READER, page);
        }
        assertThat(cache.bytes()).isEqualTo(3L * SLAB * PageCache.FRAME);
    }

    @Test
    void shouldReserveFramesOfPagesThatCanBeEvicted() {
        slabsLeft = 2;
        for (int page = 0; page < 1_000; page++) {
            cache.take(READER, page);
        }
        int before = requests;
        cache.reserve(0, 100);
        assertThat(requests).isEqualTo(before);
        assertThatThrownBy(() -> cache.reserve(100, 130)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void shouldNotCountAReservationThatFailedForLackOfMemory() {
        for (int tried = 0; tried < 1_000; tried++) {
            assertThatThrownBy(() -> cache.reserve(0, 50)).isInstanceOf(OutOfMemoryError.class);
        }
        slabsLeft = 1;
        cache.reserve(0, 50);
        assertThat(cache.bytes()).isEqualTo((long) SLAB * PageCache.FRAME);
    }

    private ByteBuffer memory(int bytes) {
        requests++;
        if (slabsLeft == 0) {
            throw new OutOfMemoryError("none");
        }
        slabsLeft--;
        return ByteBuffer.allocate(bytes);
    }
}
