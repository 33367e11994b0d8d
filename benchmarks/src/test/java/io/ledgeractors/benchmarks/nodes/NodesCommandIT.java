package io.ledgeractors.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NodesCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldCompareEntitiesOnAnotherNodeWithEntitiesHere() {
        assertThat(run("--part", "entities", "--in-flight", "16"))
                .as("errors: %s", err)
                .isZero();
        assertThat(out.toString())
                .containsPattern("EntityRef.ask from callbacks, 16 in flight: remote / local [0-9.]+ .*goal >= 0.40")
                .contains("an actor that gets all replies")
                .containsPattern("remote .* us = [0-9.]+ caller \\+ [0-9.]+ other node \\+ [0-9.]+ server");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldCompareANodeBehindAGatewayWithANodeThatHasASession() {
        assertThat(run("--part", "gateway", "--in-flight", "16"))
                .as("errors: %s", err)
                .isZero();
        assertThat(out.toString())
                .containsPattern("Ledger from callbacks, 16 in flight: gateway / own session [0-9.]+ .*goal >= 0.50")
                .containsPattern("gateway .* us = [0-9.]+ own session \\+ [0-9.]+ gateway \\+ [0-9.]+ caller");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldReportThatANodeDoesNotStart() {
        assertThat(run("--part", "entities", "--jvm-option", "-Dpekko.actor.provider=none"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nodes: the caller: ");
    }

    @Test
    void shouldRefuseBadUsage() {
        assertThat(run("--in-flight", "0")).isEqualTo(2);
        assertThat(run("--part", "moon")).isEqualTo(2);
        assertThat(err.toString()).contains("--in-flight must be above 0, but is 0", "'moon'");
    }

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new NodesCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("--memory", "--turn", "50", "--rounds", "1", "--warm-up", "1"));
        all.addAll(List.of(arguments));
        return command.execute(all.toArray(String[]::new));
    }
}
