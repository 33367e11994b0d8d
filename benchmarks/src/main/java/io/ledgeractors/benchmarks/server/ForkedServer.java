package io.ledgeractors.benchmarks.server;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.TemporaryDirectory;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An embedded ledger that serves in a JVM of its own. It begins empty, and closing it deletes its data. */
public final class ForkedServer implements Server {
    private final Process process;
    private final Target target;
    private final @Nullable TemporaryDirectory directory;

    private ForkedServer(Process process, Target target, @Nullable TemporaryDirectory directory) {
        this.process = process;
        this.target = target;
        this.directory = directory;
    }

    /**
     * Starts a server. Blocks the caller until it listens.
     *
     * @param durable true if the ledger writes to a directory of its own below {@code java.io.tmpdir}; false if it is
     *     in memory
     * @throws BenchmarkException if the server does not start
     */
    public static ForkedServer start(boolean durable) {
        try {
            TemporaryDirectory directory = durable ? TemporaryDirectory.in(null) : null;
            Process process = new ProcessBuilder(command(directory))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            ReplicaAddress address = address(process);
            if (address == null) {
                process.destroyForcibly();
                throw new BenchmarkException("the server ended before it listened; its output is above");
            }
            return new ForkedServer(process, new Target(UInt128.ZERO, List.of(address)), directory);
        } catch (IOException e) {
            throw new BenchmarkException("cannot start a server: " + e.getMessage(), e);
        }
    }

    private static List<String> command(@Nullable TemporaryDirectory directory) {
        List<String> command = JvmCommand.of("4g", System.getProperty("java.class.path"), ServerMain.class.getName());
        command.add(
                directory == null
                        ? ServerMain.IN_MEMORY
                        : directory.path().resolve("data").toString());
        return command;
    }

    // The stream stays open, because the server ends when its standard streams do.
    @SuppressWarnings("resource")
    private static @Nullable ReplicaAddress address(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ServerMain.READY)) {
                return ReplicaAddress.parse(line.substring(ServerMain.READY.length()));
            }
        }
        return null;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public long processorNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        if (directory != null) {
            directory.close();
        }
    }
}
