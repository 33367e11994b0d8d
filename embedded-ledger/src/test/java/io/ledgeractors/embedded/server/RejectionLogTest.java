package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines about rejected connections and how often they are logged. */
class RejectionLogTest {
    private static final long MINUTE = RejectionLog.PERIOD.toNanos();

    private final RejectionLog rejections = new RejectionLog();

    @Test
    void shouldTellAPeerAndAReasonOnce() {
        assertThat(rejections.line("10.0.0.1", "was late", "", 0)).isEqualTo("10.0.0.1 was late");
        assertThat(rejections.line("10.0.0.1", "was late", "again", 1)).isNull();
        assertThat(rejections.line("10.0.0.1", "was loud", "very", 2)).isEqualTo("10.0.0.1 was loud: very");
        assertThat(rejections.line("10.0.0.2", "was late", "", 3)).isEqualTo("10.0.0.2 was late");
    }

    @Test
    void shouldTellAfterAMinuteHowOftenItHappened() {
        rejections.line("a", "was late", "", 0);
        rejections.line("a", "was late", "", 1);
        rejections.line("a", "was late", "", MINUTE - 1);
        assertThat(rejections.line("a", "was late", "", MINUTE))
                .isEqualTo("a was late (and 2 times more since the last line)");
        assertThat(rejections.line("a", "was late", "", 2 * MINUTE - 1)).isNull();
        assertThat(rejections.line("a", "was late", "", 2 * MINUTE))
                .isEqualTo("a was late (and 1 times more since the last line)");
        assertThat(rejections.line("a", "was late", "", 3 * MINUTE)).isEqualTo("a was late");
    }

    @Test
    void shouldTellFewLinesHoweverManyPeersThereAre() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String line = rejections.line("peer " + i, "was late", "", i);
            if (line != null) {
                lines.add(line);
            }
        }
        assertThat(lines).hasSize(RejectionLog.TOLD_APART_MAX + 1).last().isEqualTo("others was late");
        assertThat(rejections.line("peer 9999", "was late", "", MINUTE + 10_000))
                .isEqualTo("peer 9999 was late");
    }
}
