package io.ledgeractors.it.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plants bugs that {@link RandomMutants} draws, and writes {@code target/mutants/random.md}. Run it by {@code mvn
 * verify -Pcampaign -pl integration-tests -am -Dit.test=RandomMutationCampaignIT}. {@code -Dmutation.seed=N} draws the
 * same bugs again, {@code -Dmutation.count=N} sets their number, and {@code -Dmutation.seeds=N} the seeds of each
 * simulation. Some bugs change nothing that could be noticed but the speed, so those that are missed are to be judged
 * by a person.
 */
@Tag("campaign")
class RandomMutationCampaignIT {
    private static final int COUNT = 50;
    private static final double LEAST_FOUND = 0.75;

    @Test
    void shouldFindMostRandomBugs() throws Exception {
        long seed = Long.getLong("mutation.seed", Instant.now().getEpochSecond());
        System.out.println("-Dmutation.seed=" + seed);
        List<RandomMutant> mutants = RandomMutants.draw(seed, Integer.getInteger("mutation.count", COUNT));

        assertThat(new MutationRun("random.md").run(mutants)).as("missed").hasSizeLessThanOrEqualTo((int)
                ((1 - LEAST_FOUND) * mutants.size()));
    }
}
