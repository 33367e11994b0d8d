package io.ledgeractors.it;

import io.ledgeractors.session.ReplicaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one {@code ./ledger} command in its own process, started from the class path of the tests. */
final class ForkedLedger implements AutoCloseable {
    private static final long ENDS_WITHIN_SECONDS = 180;
    private static final long LINE_WITHIN_SECONDS = 120;
    private static final int NEW_FLAGS_SINCE = 24;

    private final Process process;
    private final Path output;

    private ForkedLedger(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command with the arguments of both arrays, in this order. */
    static ForkedLedger start(String[] args, String... more) {
        return start(join(args, more));
    }

    /** Returns all arguments in one array. */
    static String[] join(String[] args, String... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    /** Starts a command and keeps everything that it prints to both outputs. */
    static ForkedLedger start(String... args) {
        return startWithHeap("1g", args);
    }

    /** Starts a command with a limit of the heap, written as {@code -Xmx} takes it. */
    static ForkedLedger startWithHeap(String heap, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= NEW_FLAGS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Xmx" + heap);
        command.add("-Dconfig.file=" + ProjectFiles.root().resolve("application.conf"));
        command.add("-Dledger.home=" + ProjectFiles.root());
        command.add("-Dledger.terminal=false");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.ledgeractors.cli.Main");
        command.addAll(List.of(args));
        try {
            Path output = Files.createTempFile("ledger", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ForkedLedger(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of the process and returns the exit code. */
    int await() {
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no end after " + ENDS_WITHIN_SECONDS + " s; it said:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits for a line with this beginning and returns the line. */
    String awaitLine(String beginning) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LINE_WITHIN_SECONDS);
        while (System.nanoTime() < until) {
            for (String line : output().lines().toList()) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            if (!process.isAlive()) {
                break;
            }
            pause(20);
        }
        throw new AssertionError("no line '" + beginning + "'; it said:\n" + output());
    }

    /**
     * Waits until the process has made its directory. With an outside server it waits until the JVM should have
     * started.
     */
    void awaitBeginning(Path data) {
        if (ServerUnderTest.isOutside()) {
            pause(1_000);
            return;
        }
        while (!Files.exists(data)) {
            if (!process.isAlive()) {
                throw new AssertionError("it ended and said:\n" + output());
            }
            pause(10);
        }
    }

    /** Waits until {@code ./ledger start} listens, and returns its address. */
    ReplicaAddress awaitAddress() {
        String line = awaitLine("listening on ");
        return ReplicaAddress.parse(line.substring("listening on ".length(), line.indexOf(" cluster=")));
    }

    /** Returns what the process has printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the process as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Sends SIGTERM to the process and returns its exit code. */
    int terminate() {
        process.destroy();
        return await();
    }

    long pid() {
        return process.pid();
    }

    /** Returns the processes that this process has started and that run. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
