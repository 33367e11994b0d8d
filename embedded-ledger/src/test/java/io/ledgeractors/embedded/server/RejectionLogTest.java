package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told about refusals, and how often. */
class RejectionLogTest {
    private static final long MINUTE = RejectionLog.PERIOD.toNanos();

    private final RejectionLog refusals = new RejectionLog();

    @Test
    void shouldTellAPeerAndAReasonOnce() {
        assertThat(refusals.line("10.0.0.1", "was late", "", 0)).isEqualTo("10.0.0.1 was late");
        assertThat(refusals.line("10.0.0.1", "was late", "again", 1)).isNull();
        assertThat(refusals.line("10.0.0.1", "was loud", "very", 2)).isEqualTo("10.0.0.1 was loud: very");
        assertThat(refusals.line("10.0.0.2", "was late", "", 3)).isEqualTo("10.0.0.2 was late");
    }

    @Test
    void shouldTellAfterAMinuteHowOftenItHappened() {
        refusals.line("a", "was late", "", 0);
        refusals.line("a", "was late", "", 1);
        refusals.line("a", "was late", "", MINUTE - 1);
        assertThat(refusals.line("a", "was late", "", MINUTE))
                .isEqualTo("a was late (and 2 times more since the last line)");
        assertThat(refusals.line("a", "was late", "", 2 * MINUTE - 1)).isNull();
        assertThat(refusals.line("a", "was late", "", 2 * MINUTE))
                .isEqualTo("a was late (and 1 times more since the last line)");
        assertThat(refusals.line("a", "was late", "", 3 * MINUTE)).isEqualTo("a was late");
    }

    @Test
    void shouldTellFewLinesHoweverManyPeersThereAre() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            String line = refusals.line("peer " + i, "was late", "", i);
            if (line != null) {
                lines.add(line);
            }
        }
        assertThat(lines).hasSize(RejectionLog.TOLD_APART_MAX + 1).last().isEqualTo("others was late");
        assertThat(refusals.line("peer 9999", "was late", "", MINUTE + 10_000)).isEqualTo("peer 9999 was late");
    }
}
