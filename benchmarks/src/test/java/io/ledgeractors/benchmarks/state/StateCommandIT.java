package io.ledgeractors.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StateCommandIT {
    @Test
    void shouldMeasureEachLoadAndShowItsGoal() {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new StateCommand()).setOut(new PrintWriter(out, true));
        assertThat(command.execute("--present", "100000", "--rounds", "1")).isZero();
        assertThat(out.toString()).contains("uniform", "zipf", "files", ">= 0.95", "100,000");
    }

    @Test
    void shouldReadBackItsOwnFigures() {
        StateResult result = new StateResult(2_000_001, 1_900_000, 61.25);
        assertThat(StateResult.parse(result.line())).isEqualTo(new StateResult(2_000_001, 1_900_000, 61.3));
        assertThat(StateResult.parse("a warning of the JVM")).isNull();
    }
}
