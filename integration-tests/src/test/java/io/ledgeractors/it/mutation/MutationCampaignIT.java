package io.ledgeractors.it.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plants the bugs of {@link Mutants} one at a time, and writes {@code target/mutants/results.md}. Run it by {@code mvn
 * verify -Pcampaign -pl integration-tests -am -Dit.test=MutationCampaignIT}. {@code -Dmutation.seeds=N} sets the seeds
 * of each simulation. {@code -Dmutation.only=R} leaves out all bugs in whose row, name and source the pattern R is not
 * found. {@code -Dmutation.first=N} leaves out the first N - 1 of the others, so that a campaign can be continued.
 */
@Tag("campaign")
class MutationCampaignIT {
    private static final double LEAST_FOUND = 0.95;

    @Test
    void shouldFindKnownBugs() throws Exception {
        Pattern only = Pattern.compile(System.getProperty("mutation.only", ""));
        List<Mutant> mutants = Mutants.ALL.stream()
                .filter(mutant -> only.matcher(mutant.row() + " " + mutant.name() + " " + mutant.file())
                        .find())
                .skip(Integer.getInteger("mutation.first", 1) - 1)
                .toList();

        assertThat(new MutationRun("results.md").run(mutants)).as("missed").hasSizeLessThanOrEqualTo((int)
                ((1 - LEAST_FOUND) * mutants.size()));
    }
}
