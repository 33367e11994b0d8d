package io.ledgeractors.examples.cluster;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/**
 * The program of one node, which {@code ./ledger cluster} starts. It takes orders on its standard input and answers on
 * its standard output, see {@link NodeOrder} and {@link NodeLine}. It ends as soon as the standard input ends, so it
 * never outlives the command.
 */
public final class ClusterNodeMain {
    private final CompletableFuture<ClusterNode> node = new CompletableFuture<>();

    private ClusterNodeMain() {}

    /** Runs a node until it leaves the cluster or is removed from it. */
    public static void main(String[] args) {
        LoggerFactory.getILoggerFactory();
        System.exit(new ClusterNodeMain().run(List.of(args)));
    }

    private int run(List<String> args) {
        Thread orders = new Thread(this::takeOrders, "orders");
        orders.setDaemon(true);
        orders.start();
        try {
            ClusterNode started = ClusterNode.start(NodeSettings.parse(args), ClusterNodeMain::say);
            node.complete(started);
            started.awaitEnd();
            return ExitCode.OK;
        } catch (BadInputException | IllegalArgumentException e) {
            say(new NodeLine.Trouble(String.valueOf(e.getMessage())));
            return ExitCode.BAD_INPUT;
        } catch (RuntimeException e) {
            say(new NodeLine.Trouble("unexpected: " + e));
            return ExitCode.FAILED;
        }
    }

    private static void say(NodeLine line) {
        PrintStream out = System.out;
        synchronized (out) {
            out.println(line.text());
            out.flush();
        }
    }

    private void takeOrders() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                NodeOrder.parse(line).ifPresent(order -> node.thenAccept(started -> started.carryOut(order)));
            }
        } catch (IOException gone) {
            // The command is gone, as at the end of the input.
        }
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }
}
