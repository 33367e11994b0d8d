package io.ledgeractors.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Explores what happens where threads meet: {@code mvn test -Pcampaign -pl interleavings -am -Dcampaign.minutes=10}.
 * The actors of each meeting point run on two processors for this time in all, and in interleavings that a model
 * checker chooses. Writes {@code target/interleavings}. See {@code docs/lab/interleavings.md}.
 */
@Tag("campaign")
class InterleavingsCampaignTest {
    private static final Path OUTPUT = Path.of("target", "interleavings");
    private static final int INVOCATIONS = Integer.getInteger("interleavings.invocations", 300);

    private static List<MeetingPoint> explorable() {
        return MeetingPoints.ALL.stream().filter(MeetingPoint::isExplorable).toList();
    }

    @Test
    void shouldSeeNoForbiddenOutcomeOnTwoProcessors() throws IOException, InterruptedException {
        Duration time = Duration.ofMinutes(Long.getLong("campaign.minutes", 30));
        List<StressResult> results = StressRun.run(OUTPUT, System.getProperty("interleavings.points", "."), time);
        System.out.println(StressResult.table(results));
        assertThat(results).isNotEmpty().allMatch(StressResult::isGood, "without forbidden outcomes and errors");
    }

    @ParameterizedTest
    @MethodSource("explorable")
    void shouldFindNoForbiddenOutcomeAmongInterleavings(MeetingPoint point) {
        Lincheck.runConcurrentTest(INVOCATIONS, new Exploration(point));
    }

    // A lambda with this field makes Lincheck warn.
    private static final class Exploration implements Runnable {
        private final MeetingPoint point;

        Exploration(MeetingPoint point) {
            this.point = point;
        }

        @Override
        public void run() {
            String outcome = point.runTogether();
            if (!point.accepts(outcome)) {
                throw new AssertionError("forbidden outcome: " + outcome);
            }
        }
    }
}
