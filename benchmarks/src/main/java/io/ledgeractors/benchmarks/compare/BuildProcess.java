package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.server.JvmCommand;
import io.ledgeractors.benchmarks.turns.TurnPlace;
import io.ledgeractors.benchmarks.turns.TurnReply;
import io.ledgeractors.benchmarks.turns.TurnRequest;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A build in a JVM of its own, started from its checkout. Not thread-safe. */
final class BuildProcess implements BuildTurns {
    private static final String WORKER = "io.ledgeractors.benchmarks.compare.TurnWorker";
    private static final int SECONDS_TO_END = 30;

    private final Path checkout;
    private final Process process;
    private final BufferedReader replies;
    private final Writer requests;

    private BuildProcess(Path checkout, Process process) {
        this.checkout = checkout;
        this.process = process;
        this.replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * Starts a worker and opens a scenario. Blocks the caller.
     *
     * @throws BenchmarkException if the worker does not start or the build has no such scenario
     */
    static BuildProcess start(Path checkout, String scenario, TurnPlace place) {
        BuildProcess build;
        try {
            Process process = new ProcessBuilder(command(checkout))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            build = new BuildProcess(checkout, process);
        } catch (IOException e) {
            throw new BenchmarkException("cannot start a JVM for " + checkout + ": " + e.getMessage(), e);
        }
        try {
            build.expectReady();
            build.send(new TurnRequest.Open(scenario, place.words()));
            build.expectReady();
            return build;
        } catch (RuntimeException e) {
            build.close();
            throw e;
        }
    }

    /** Returns why a checkout cannot be started, or an empty text. */
    static String complaint(Path checkout) {
        Path target = checkout.resolve("benchmarks").resolve("target");
        for (String part : List.of("classes", "lib")) {
            if (!Files.isDirectory(target.resolve(part))) {
                return target.resolve(part) + " is missing: run mvn -q -pl benchmarks -am package -DskipTests in "
                        + checkout;
            }
        }
        return "";
    }

    private static List<String> command(Path checkout) {
        Path target = checkout.resolve("benchmarks").resolve("target").toAbsolutePath();
        String classPath =
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
        return JvmCommand.of("4g", classPath, WORKER);
    }

    @Override
    public TurnResult turn(Duration length) {
        send(new TurnRequest.Turn(length.toMillis()));
        if (receive() instanceof TurnReply.Done done) {
            return done.result();
        }
        throw new BenchmarkException(checkout + ": the worker did not answer with the figures of a turn");
    }

    @Override
    public void renew() {
        send(new TurnRequest.Renew());
        expectReady();
    }

    private void expectReady() {
        if (!(receive() instanceof TurnReply.Ready)) {
            throw new BenchmarkException(checkout + ": the worker did not answer that it is ready");
        }
    }

    private void send(TurnRequest request) {
        try {
            requests.write(request.line() + "\n");
            requests.flush();
        } catch (IOException e) {
            throw new BenchmarkException(checkout + ": the worker has ended: " + e.getMessage(), e);
        }
    }

    private TurnReply receive() {
        try {
            for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                TurnReply reply = TurnReply.parse(line);
                if (reply instanceof TurnReply.Failed failed) {
                    throw new BenchmarkException(checkout + ": " + failed.message());
                }
                if (reply != null) {
                    return reply;
                }
                System.err.println(line);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BenchmarkException(checkout + ": " + e.getMessage(), e);
        }
        throw new BenchmarkException(checkout + ": the worker has ended; the reason stands above. A checkout without"
                + " " + WORKER + " needs the runner's commit on top of it");
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
