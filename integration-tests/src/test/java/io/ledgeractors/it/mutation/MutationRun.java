package io.ledgeractors.it.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plants bugs one at a time, looks for them, and writes a table below {@code target/mutants}. */
final class MutationRun {
    private static final long FINDER_SECONDS = 200;

    private final Path results;
    private final List<String> table = new ArrayList<>(List.of("| Stands for | Bug | Found by |", "|---|---|---|"));
    private final List<String> missed = new ArrayList<>();

    /** Creates a run whose table has this file name. */
    MutationRun(String results) {
        this.results = BugTrial.TARGET.resolve(results);
    }

    /** Plants all bugs in turn. Returns the names of those that no test has found. */
    List<String> run(List<? extends Bug> bugs) throws Exception {
        for (int i = 0; i < bugs.size(); i++) {
            Bug bug = bugs.get(i);
            long begun = System.nanoTime();
            Found found = find(i, bug);
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            System.out.println((found == null ? "MISSED" : "found by " + found) + " in " + seconds + " s: " + bug.row()
                    + ", " + bug.name());
            if (found == null) {
                missed.add(bug.name());
            }
            table.add("| " + bug.row() + " | " + bug.name() + " | " + (found == null ? "nothing" : found) + " |");
            write();
        }
        System.out.println((bugs.size() - missed.size()) + " of " + bugs.size() + " bugs were found");
        return missed;
    }

    // A trial that cannot be made counts as a miss, and the others go on.
    private static @Nullable Found find(int number, Bug bug) throws Exception {
        try {
            return new BugTrial(number, bug).run(FINDER_SECONDS);
        } catch (AssertionError impossible) {
            System.out.println("IMPOSSIBLE: " + impossible.getMessage());
            return null;
        }
    }

    // Written after each bug, so that a campaign that is ended early leaves its results.
    private void write() throws IOException {
        Files.createDirectories(BugTrial.TARGET);
        Files.write(results, table);
    }
}
