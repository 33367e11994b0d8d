package io.ledgeractors.tck.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignReportTest {
    private static final String FIRST = """
            # Campaigns

            ## One

            Runs one.

            | date | commit of the module | seeds | events |
            |---|---|---|---|
            | today | abc | 1 to 5 | 7 |
            """;

    private static final String BOTH = FIRST + """

            ## Two

            Runs two.

            | date | commit of the module | seeds | failures | steps |
            |---|---|---|---|---|
            | today | abc | 100 to 101 | 0 | 8 |
            """;

    private final CampaignReport one = new CampaignReport("One", "Runs one.\n", "events");
    private final CampaignReport two = new CampaignReport("Two", "Runs two.\n", "failures", "steps");

    @Test
    void shouldBeginTheFileAndSections() {
        String first = one.with("", List.of("today", "abc", "1 to 5", "7"));
        assertThat(first).isEqualTo(FIRST);
        assertThat(two.with(first, List.of("today", "abc", "100 to 101", "0", "8")))
                .isEqualTo(BOTH);
    }

    @Test
    void shouldAddALineToItsOwnSection() {
        assertThat(one.with(BOTH, List.of("later", "def", "6 to 9", "1")))
                .isEqualTo(BOTH.replace("1 to 5 | 7 |\n", "1 to 5 | 7 |\n| later | def | 6 to 9 | 1 |\n"));
        assertThat(two.with(BOTH, List.of("later", "def", "102 to 103", "0", "9")))
                .isEqualTo(BOTH + "| later | def | 102 to 103 | 0 | 9 |\n");
    }

    @Test
    void shouldFindTheLastSeedOfItsOwnSection() {
        assertThat(one.lastSeed("", 41)).isEqualTo(41);
        assertThat(one.lastSeed(BOTH, 0)).isEqualTo(5);
        assertThat(two.lastSeed(BOTH, 0)).isEqualTo(101);
        assertThat(two.lastSeed(FIRST, 3)).isEqualTo(3);
    }
}
