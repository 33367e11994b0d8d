package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramePaceTest {
    private static final int FRAME = 1 << 20;
    private static final long MS = 1_000_000;

    private final FramePace pace = new FramePace();

    @Test
    void shouldTakeAPeerThatSendsAByteNowAndThenForSlow() {
        pace.begin(FRAME, 5);
        for (int ms = 50; ms <= 250; ms += 50) {
            pace.came(1, 5 + ms * MS);
        }
        assertThat(pace.isSlow(5 + 200 * MS)).isFalse();
        assertThat(pace.isSlow(5 + 250 * MS)).isTrue();
    }

    @Test
    void shouldLetAFrameComeThatIsCompleteInTime() {
        pace.begin(FRAME, 5);
        for (int ms = 100; ms <= 1_000; ms += 100) {
            assertThat(pace.isSlow(5 + ms * MS)).as("after " + ms + " ms").isFalse();
            pace.came(FRAME / 10, 5 + ms * MS);
        }
    }

    @Test
    void shouldTakeAPeerThatStalledForSlow() {
        pace.begin(FRAME, 5);
        pace.came(FRAME - 1, 5 + MS);
        assertThat(pace.isSlow(5 + 200 * MS)).isFalse();
        assertThat(pace.isSlow(5 + 201 * MS)).isTrue();
    }

    @Test
    void shouldBeginAnewWithEachFrame() {
        pace.begin(FRAME, 5);
        pace.came(FRAME, 5 + MS);
        pace.begin(FRAME, 5 + 900 * MS);
        pace.came(1, 5 + 1_150 * MS);
        assertThat(pace.isSlow(5 + 1_000 * MS)).isFalse();
        assertThat(pace.isSlow(5 + 1_150 * MS)).isTrue();
    }
}
