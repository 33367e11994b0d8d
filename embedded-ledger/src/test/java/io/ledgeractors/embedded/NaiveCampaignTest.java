package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.tck.generator.Difference;
import io.ledgeractors.tck.generator.DifferentialRun;
import io.ledgeractors.tck.generator.GeneratorCoverage;
import io.ledgeractors.tck.naive.NaiveStateMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The state machine against the naive model with seeds that nobody has tried, for as long as one likes:
 * {@code mvn test -Pcampaign -pl embedded-ledger -am -Dcampaign.minutes=30}. Appends a line to
 * {@code docs/campaigns.md}. {@code -Dcampaign.seed=N} begins with that seed instead of the time of day.
 */
@Tag("campaign")
class NaiveCampaignTest {
    private static final int FAILURES_MAX = 10;
    private static final Path REPORT = Path.of("..", "docs", "campaigns.md");

    private final GeneratorCoverage coverage = new GeneratorCoverage();
    private final List<Difference> failures = new ArrayList<>();

    @Test
    void shouldAnswerAsTheNaiveModel() throws Exception {
        long minutes = Long.getLong("campaign.minutes", 30);
        long first = Long.getLong("campaign.seed", Instant.now().getEpochSecond() * 1_000_000);
        long seed = first;
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        while (System.nanoTime() < end && failures.size() < FAILURES_MAX) {
            run(seed++);
        }
        report(first, seed - 1);
        System.out.println("seeds " + first + " to " + (seed - 1) + ": " + coverage);
        assertThat(failures).as("failures, to be repeated with -Dcampaign.seed").isEmpty();
        assertThat(coverage.below(100)).as("statuses that were hardly reached").isEmpty();
    }

    // Short and long histories: the former begin more often, the latter meet fuller indexes.
    private void run(long seed) {
        int events = seed % 16 == 0 ? 20_000 : 2_000;
        try {
            DifferentialRun.run(seed, events, NaiveStateMachine::new, PreparedStateMachine::create, coverage);
        } catch (Difference difference) {
            failures.add(difference);
            difference.printStackTrace();
        }
    }

    private void report(long first, long last) throws IOException, InterruptedException {
        Files.createDirectories(REPORT.getParent());
        if (!Files.exists(REPORT)) {
            Files.writeString(REPORT, HEAD, StandardCharsets.UTF_8);
        }
        String line = String.format(
                "| %s | %s | %d to %d | %,d | %,d | %d |%n",
                LocalDate.now(ZoneOffset.UTC),
                commit(),
                first,
                last,
                coverage.events(),
                coverage.expired(),
                failures.size());
        Files.writeString(REPORT, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /** The last commit that changed the tested module, with a plus sign if there is something on top of it. */
    private static String commit() throws IOException, InterruptedException {
        String commit = git("log", "-1", "--format=%h", "--", "src/main");
        String changes = git("status", "--porcelain", "--", "src/main");
        return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : "+");
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output.strip() : "";
    }

    private static final String HEAD = """
            # Campaigns

            Random requests answered by the embedded ledger's state machine and by the naive model of `ledger-tck`,
            every reply compared byte for byte, debits compared with credits after every batch. One line for each run of
            `mvn test -Pcampaign -pl embedded-ledger -am -Dcampaign.minutes=N`. A run also fails if one of the statuses that
            can be reached was reached fewer than 100 times.

            | date | commit of the module | seeds | events | expiries | failures |
            |---|---|---|---|---|---|
            """;
}
