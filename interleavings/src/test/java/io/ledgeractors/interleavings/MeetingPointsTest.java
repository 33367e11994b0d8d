package io.ledgeractors.interleavings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.infra.runners.TestList;

/** Runs in turn the actors of the tests that {@link InterleavingsCampaignTest} explores. */
class MeetingPointsTest {
    private static final Path PAGE = Path.of("..", "docs", "lab", "interleavings.md");

    private static List<MeetingPoint> all() {
        return MeetingPoints.ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldAcceptItsActorsInEitherOrder(MeetingPoint point) {
        assertThat(point.runInTurn(false)).matches(point::accepts, "accepted");
        assertThat(point.runInTurn(true)).matches(point::accepts, "accepted");
    }

    @Test
    void shouldBeAllThatTheHarnessRuns() {
        assertThat(MeetingPoints.ALL)
                .extracting(MeetingPoint::toString)
                .containsExactlyInAnyOrderElementsOf(TestList.tests());
    }

    @Test
    void shouldBeNamedOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(MeetingPoints.ALL)
                .isNotEmpty()
                .allSatisfy(
                        point -> assertThat(page).contains("`" + point.type().getSimpleName() + "`"));
    }
}
