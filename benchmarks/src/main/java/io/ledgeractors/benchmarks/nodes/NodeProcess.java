package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.server.JvmCommand;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.turns.TurnResult;
import io.ledgeractors.session.ReplicaAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A node in a JVM of its own. Not thread-safe. */
final class NodeProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 30;
    // With one or two processors the common pool is not used: the stages of EntityRef.ask start a thread for each
    // callback, which takes ten times the processor time of the ask.
    private static final String POOL = "-Djava.util.concurrent.ForkJoinPool.common.parallelism="
            + Math.max(2, Runtime.getRuntime().availableProcessors() - 1);

    private final String name;
    private final Process process;
    private final BufferedReader replies;
    private final Writer requests;
    private String address = "";

    private NodeProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * Starts a node. Blocks the caller until it waits for requests.
     *
     * @param name of the node in reports
     * @param number of the process, other than that of any other process of the run
     * @param seed the address of a node to join, or {@link NodeMain#FIRST}
     * @param jvmOptions further options of its JVM
     * @throws BenchmarkException if the node does not start
     */
    static NodeProcess start(
            String name,
            NodeKind kind,
            int number,
            Target target,
            long accountsHigh,
            String seed,
            List<String> jvmOptions) {
        List<String> command = JvmCommand.of("1g", System.getProperty("java.class.path"), NodeMain.class.getName());
        command.add(1, POOL);
        command.addAll(2, jvmOptions);
        command.addAll(
                List.of(kind.name(), Integer.toString(number), target.cluster().toString()));
        command.add(target.addresses().stream().map(ReplicaAddress::toString).collect(Collectors.joining(",")));
        command.addAll(List.of(Long.toString(accountsHigh), seed));
        NodeProcess node;
        try {
            node = new NodeProcess(
                    name,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new BenchmarkException("cannot start a JVM for the " + name + ": " + e.getMessage(), e);
        }
        try {
            node.address = node.ready();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** Returns its name in reports. */
    String name() {
        return name;
    }

    /** Returns its address in the cluster; empty if it is in none. */
    String address() {
        return address;
    }

    /** Returns the processor time of its process, in ns, in steps of about 10 ms; 0 if it is not known. */
    long processorNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Waits until the cluster has so many nodes, and makes the node ready for turns. Blocks the caller. */
    void prepare(int members) {
        send(new NodeRequest.Prepare(members));
        ready();
    }

    /** Returns the lower halves of the ids of the accounts whose entities live there. Blocks the caller. */
    SortedSet<Long> accounts() {
        send(new NodeRequest.Accounts());
        if (receive() instanceof NodeReply.Accounts accounts) {
            return accounts.numbers();
        }
        throw new BenchmarkException("the " + name + " did not answer with its accounts");
    }

    /** Takes one turn. Blocks the caller. */
    TurnResult turn(String side, int inFlight, Duration time) {
        send(new NodeRequest.Turn(side, inFlight, time.toMillis()));
        if (receive() instanceof NodeReply.Done done) {
            return done.result();
        }
        throw new BenchmarkException("the " + name + " did not answer with the figures of a turn");
    }

    private String ready() {
        if (receive() instanceof NodeReply.Ready ready) {
            return ready.address();
        }
        throw new BenchmarkException("the " + name + " did not answer that it is ready");
    }

    private void send(NodeRequest request) {
        try {
            requests.write(request.line() + "\n");
            requests.flush();
        } catch (IOException e) {
            throw new BenchmarkException("the " + name + " has ended: " + e.getMessage(), e);
        }
    }

    private NodeReply receive() {
        try {
            for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                NodeReply reply = NodeReply.parse(line);
                if (reply instanceof NodeReply.Failed failed) {
                    throw new BenchmarkException("the " + name + ": " + failed.message());
                }
                if (reply != null) {
                    return reply;
                }
                System.err.println(line);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BenchmarkException("the " + name + ": " + e.getMessage(), e);
        }
        throw new BenchmarkException("the " + name + " has ended; the reason stands above");
    }

    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
