package io.ledgeractors.it.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.it.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plants the bugs of {@link Mutants} one at a time, and writes {@code target/mutants/results.md}. Run it by {@code mvn
 * verify -Pcampaign -pl integration-tests -am -Dit.test=MutationCampaignIT}. {@code -Dmutation.seeds=N} sets the seeds
 * of each simulation. {@code -Dmutation.only=R} leaves out all bugs in whose row, name and source the pattern R is not found. {@code
 * -Dmutation.first=N} leaves out the first N - 1 of the others, so that a campaign can be continued.
 */
@Tag("campaign")
class MutationCampaignIT {
    private static final long FINDER_SECONDS = 200;
    private static final double LEAST_FOUND = 0.95;
    private static final Path RESULTS = ProjectFiles.root().resolve("integration-tests/target/mutants/results.md");

    @Test
    void shouldFindKnownBugs() throws Exception {
        List<String> table = new ArrayList<>(List.of("| Stands for | Bug | Found by |", "|---|---|---|"));
        List<String> missed = new ArrayList<>();
        Pattern only = Pattern.compile(System.getProperty("mutation.only", ""));
        List<Mutant> mutants = Mutants.ALL.stream()
                .filter(mutant -> only.matcher(mutant.row() + " " + mutant.name() + " " + mutant.file())
                        .find())
                .skip(Integer.getInteger("mutation.first", 1) - 1)
                .toList();
        for (int i = 0; i < mutants.size(); i++) {
            Mutant mutant = mutants.get(i);
            long begun = System.nanoTime();
            Found found = find(i, mutant);
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            System.out.println((found == null ? "MISSED" : "found by " + found) + " in " + seconds + " s: "
                    + mutant.row() + ", " + mutant.name());
            if (found == null) {
                missed.add(mutant.name());
            }
            table.add("| " + mutant.row() + " | " + mutant.name() + " | " + (found == null ? "nothing" : found) + " |");
            write(table);
        }
        int found = mutants.size() - missed.size();
        System.out.println(found + " of " + mutants.size() + " bugs were found");
        assertThat(found).as("missed: " + missed).isGreaterThanOrEqualTo((int) Math.ceil(LEAST_FOUND * mutants.size()));
    }

    // A trial that cannot be made counts as a miss, and the others go on.
    private static @Nullable Found find(int number, Mutant mutant) throws Exception {
        try {
            return new MutantTrial(number, mutant).run(FINDER_SECONDS);
        } catch (AssertionError impossible) {
            System.out.println("IMPOSSIBLE: " + impossible.getMessage());
            return null;
        }
    }

    // Written after each bug, so that a campaign that is ended early leaves its results.
    private static void write(List<String> table) throws IOException {
        Files.createDirectories(RESULTS.getParent());
        Files.write(RESULTS, table);
    }
}
