package io.ledgeractors.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CompareCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTakeGroupsAndSingleScenarios() {
        assertThat(ComparedScenario.expand(List.of("state", "asks-64", "state-zipf")))
                .containsExactly("state-uniform", "state-zipf", "asks-64");
        assertThatThrownBy(() -> ComparedScenario.expand(List.of("dreams")))
                .hasMessageContaining("no scenario dreams; there are asks, entities,")
                .hasMessageContaining("streams-context");
    }

    @Test
    void shouldListTheScenarios() {
        assertThat(run("--help-scenarios")).isZero();
        assertThat(out.toString()).contains("asks", "asks-no-ledger", "entities-payment");
    }

    @Test
    void shouldRefuseACheckoutThatIsNotBuilt() {
        assertThat(run("--before", "nowhere", "--after", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere", "is missing: run mvn -q -pl benchmarks -am package");
    }

    @Test
    void shouldRefuseFewerPairsThanAnIntervalNeeds() {
        assertThat(run("--before", ".", "--after", ".", "--pairs", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("--pairs must be at least 6, not 5");
    }

    private int run(String... arguments) {
        return new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
