package io.ledgeractors.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Compares this build with itself; which of the two is faster says nothing, so both verdicts are good. */
class CompareCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldCompareTwoBuildsInProcessesOfTheirOwn() {
        int exit = run("--scenarios", "asks-no-ledger,sessions-64");
        assertThat(err.toString()).isEmpty();
        assertThat(exit).isBetween(0, 1);
        assertThat(out.toString())
                .contains("6 pairs of turns of 50 ms")
                .containsPattern("asks-no-ledger +operations per second +[0-9,]+ +[0-9,]+ +[0-9.]+ ")
                .containsPattern("asks-no-ledger: (passed|SLOWER): the interval")
                .containsPattern("sessions-64: (passed|SLOWER): the interval");
    }

    @Test
    void shouldReportAServerThatDoesNotAnswer() {
        assertThat(run("--scenarios", "sessions-64", "--addresses", "127.0.0.1:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("compare: ..: no session with [127.0.0.1:1]");
    }

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("--before", "..", "--after", "..", "--pairs", "6", "--turn", "50"));
        all.addAll(List.of("--warm-up", "50"));
        all.addAll(List.of(arguments));
        return command.execute(all.toArray(String[]::new));
    }
}
