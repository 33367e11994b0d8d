package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakWatchIT {
    @Test
    void shouldTellABufferThatNobodyReleases() throws Exception {
        try (LeakWatch watch = new LeakWatch()) {
            assertThat(watch.leaks()).isEmpty();
            lose();
            assertThat(watch.leaks()).hasSize(1).first().asString().contains("LEAK");
        }
    }

    private static void lose() {
        PooledByteBufAllocator.DEFAULT.directBuffer(16).writeByte(1);
    }
}
