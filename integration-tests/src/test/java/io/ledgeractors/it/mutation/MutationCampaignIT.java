package io.ledgeractors.it.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plants the bugs of {@link Mutants} one at a time. Run it by {@code mvn verify -Pcampaign -pl integration-tests -am
 * -Dit.test=MutationCampaignIT}. {@code -Dmutation.seeds=N} sets the seeds of each simulation. {@code
 * -Dmutation.only=W} leaves out all bugs whose name does not hold W.
 */
@Tag("campaign")
class MutationCampaignIT {
    private static final long FINDER_SECONDS = 300;
    private static final double LEAST_FOUND = 0.95;

    @Test
    void shouldFindKnownBugs() throws Exception {
        List<String> missed = new ArrayList<>();
        int found = 0;
        String only = System.getProperty("mutation.only", "");
        List<Mutant> mutants = Mutants.ALL.stream()
                .filter(mutant -> mutant.name().contains(only))
                .toList();
        for (int i = 0; i < mutants.size(); i++) {
            Mutant mutant = mutants.get(i);
            Mutant.Finder finder = new MutantTrial(i, mutant).run(FINDER_SECONDS);
            System.out.println((finder == null ? "MISSED" : finder + " finds") + ": " + mutant.name());
            if (finder == null) {
                missed.add(mutant.name());
            } else {
                found++;
            }
        }
        System.out.println(found + " of " + mutants.size() + " bugs were found");
        assertThat(found).as("missed: " + missed).isGreaterThanOrEqualTo((int) Math.ceil(LEAST_FOUND * mutants.size()));
    }
}
