package io.ledgeractors.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders --help",
                "demo --help",
                "users --help",
                "payments --help",
                "cluster --help",
                "help orders"
            })
    void shouldHelp(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString()).contains("Usage: ledger");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldAddToTheCommandsOfTheTools() {
        assertThat(run("")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Missing command: cluster, demo, import, inspect, orders, payments, start, tail or users");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "orders orders.csv",
                "orders orders.csv --months 0",
                "orders orders.csv --months 1201",
                "orders orders.csv --months x",
                "orders orders.csv --months 1 --memory --data d",
                "orders orders.csv --months 1 --memory --addresses 3000",
                "orders orders.csv --months 1 --cluster 1",
                "orders orders.csv --months 1 --addresses localhost:x",
                "orders orders.csv --months 1 --addresses 3000 --cluster -1",
                "demo --months 3",
                "cluster --nodes x",
                "cluster --cluster 5",
                "cluster --seed 127.0.0.1:1",
                "payments --node 2",
                "payments --seed 127.0.0.1:17355",
                "payments --node 2 --seed 127.0.0.1",
                "payments --node 2 --seed 127.0.0.1:17355,",
            })
    void shouldRefuseWrongOptions(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("ledger: ").contains("--help").doesNotContain("Usage:", "ledger-actors.");
        assertThat(err.toString().lines()).hasSizeBetween(2, 3);
    }

    @Test
    void shouldSayInWordsOfTheCommandLineThatAClusterNeedsAddresses() {
        run("payments --data d --cluster 5");
        assertThat(err.toString()).startsWith("ledger: ").contains("--addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster --nodes 0",
                "cluster --nodes 17",
                "cluster --seconds 0",
                "cluster --kill -1",
                "cluster --nodes 2 --kill 1",
                "cluster --gateways -1",
                "cluster --nodes 16 --gateways 1",
                "cluster --gateways 1 --kill 1",
            })
    void shouldRefuseImpossibleNumbersBeforeAnythingIsStarted(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("ledger: --").hasLineCount(1);
    }

    @Test
    void shouldRefuseAMissingFileWithOneLine() {
        assertThat(run("orders nowhere.csv --months 1")).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("ledger: nowhere.csv: no such file");
    }

    private int run(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
