package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.journal.segment.JournalSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {
    private static final long MEBI = 1 << 20;
    private static final int MANY = 8_189;

    private final List<String> warnings = new ArrayList<>();
    private long left = 1_000 * MEBI;
    private long now;
    private int looks;
    private final DiskSpace space = new DiskSpace(
            "there", JournalSettings.freeBytesForNextFile((int) (64 * MEBI)), 256 * MEBI, () -> now, warnings::add);

    DiskSpaceTest() {
        space.watch(() -> {
            looks++;
            return left;
        });
    }

    @Test
    void shouldRefuseWhatTheNextFileOfTheLogNeedsTheSpaceOf() {
        assertThat(space.lackOfCapacity(MANY)).isNull();
        left = 71 * MEBI;
        assertThat(space.lackOfCapacity(MANY))
                .isEqualTo(
                        "the disk of there is full: 71 MiB are left, and 72 MiB are kept for the next file of the log;"
                                + " free space on that disk, nothing is lost");
        assertThat(space.lackOfCapacity(1)).isNotNull();
        left = 72 * MEBI;
        assertThat(space.lackOfCapacity(1)).as("as soon as there is space").isNull();
    }

    @Test
    void shouldNotAskTheSystemForEachOfManySmallRequests() {
        for (int i = 0; i < 10_000; i++) {
            space.lackOfCapacity(1);
        }
        assertThat(looks).isLessThan(10);
    }

    @Test
    void shouldWarnOnceAMinuteBeforeItIsFull() {
        space.look();
        assertThat(warnings).isEmpty();
        left = 255 * MEBI;
        space.look();
        space.look();
        assertThat(warnings).singleElement().asString().contains("255 MiB left, less than 256 MiB");
        now += Duration.ofSeconds(61).toNanos();
        space.look();
        assertThat(warnings).hasSize(2);
        left = 300 * MEBI;
        space.look();
        left = 200 * MEBI;
        space.look();
        assertThat(warnings).as("anew").hasSize(3);
    }
}
