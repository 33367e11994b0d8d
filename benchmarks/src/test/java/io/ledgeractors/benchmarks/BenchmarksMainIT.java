package io.ledgeractors.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.benchmarks.server.ForkedServer;
import io.ledgeractors.benchmarks.server.PreparedAccounts;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarksMainIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMeasureEveryScenario() {
        try (EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
                LedgerServer server = ledger.serve(ServerSettings.onFreePort())) {
            String address = server.address().toString();
            assertThat(run("--addresses", address, "--turn", "30", "--warm-up", "30", "--rounds", "1"))
                    .as("errors: %s", err)
                    .isZero();
        }
        assertThat(out.toString())
                .contains("full batches", "batches of 1,000", "64 asks in flight", "8000 asks in flight")
                .contains("bare session", "batcher", "official 0.16.30 async", ">= 2.20", "no ledger", "plain actor");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldMeasureFreshLedgersOfTests() {
        assertThat(run("testkit", "--tests", "20")).as("errors: %s", err).isZero();
        assertThat(out.toString()).contains("fresh ledger, opened and closed", "< 5", "with a cluster");
    }

    @Test
    void shouldMeasureTheDurableLedgerBesideDatabases() {
        assertThat(run("durable", "--turn", "50", "--rounds", "1"))
                .as("errors: %s", err)
                .isZero();
        assertThat(out.toString())
                .contains("full requests", "16 sessions", "write and force", "state machine alone", "slower of the two")
                .contains("SQLite", "H2", "bytes a transfer, 1 session");
    }

    @Test
    void shouldMeasurePausesOfAGrowingLedger() {
        assertThat(run("pauses", "--transfers", "900000", "--share", "1"))
                .as("errors: %s", err)
                .isZero();
        assertThat(out.toString()).contains("request, median", "request, worst", "longest collection");
        assertThat(run("pauses", "--share", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--share must be above 0");
    }

    @Test
    void shouldMeasureRestarts() {
        assertThat(run("restarts", "--transfers", "20000", "--starts", "2"))
                .as("errors: %s", err)
                .isZero();
        assertThat(out.toString()).contains("histories", "20,000          1", "20,000         10", "< 1");
        assertThat(run("restarts", "--starts", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--starts and --transfers must be above 0");
    }

    @Test
    void shouldStartServersOfItsOwn() {
        try (ForkedServer server = ForkedServer.start(true)) {
            PreparedAccounts accounts = PreparedAccounts.of(server.target());
            assertThat(accounts.generator().fullBatch).isEqualTo(8_189);
        }
    }

    @Test
    void shouldReportThatNoServerAnswers() {
        assertThat(run("--addresses", "127.0.0.1:1", "--part", "sessions")).isEqualTo(1);
        assertThat(err.toString()).contains("benchmarks: no session with [127.0.0.1:1]");
    }

    @Test
    void shouldRefuseBadUsage() {
        assertThat(run("--addresses", "nowhere:x")).isEqualTo(2);
        assertThat(run("--rounds", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("not a port", "--rounds must be above 0");
    }

    private int run(String... arguments) {
        CommandLine command = BenchmarksMain.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
