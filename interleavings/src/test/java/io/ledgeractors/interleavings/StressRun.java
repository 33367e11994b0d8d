package io.ledgeractors.interleavings;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** A run of the harness of jcstress in a JVM of its own, which starts one JVM for each configuration of each test. */
final class StressRun {
    private static final int ITERATIONS = 5;
    private static final long ITERATION_MIN_MS = 50;
    /** The start of a JVM and its preparations. */
    private static final long START_MS = 3_000;
    /** On JDK 17 each test runs with and without biased locking. */
    private static final int CONFIGURATIONS = 2;

    /**
     * The options of each JVM. The states of some tests take files or direct buffers, so few of them exist at a time.
     * The randomisers of the compiler let plain reads and writes change places where they may.
     */
    private static final List<String> OPTIONS = List.of(
            "-sc",
            "false",
            "-af",
            "NONE",
            "-f",
            "1",
            "-strideSize",
            "50",
            "-strideCount",
            "8",
            "-jvmArgs",
            "-Xmx256m -XX:MaxDirectMemorySize=512m -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM"
                    + " -XX:+StressGCM -XX:+StressIGVN");

    private StressRun() {}

    /**
     * Runs the tests whose names match, for about this time in all.
     *
     * @param output directory of the log and the results
     */
    static List<StressResult> run(Path output, String names, Duration time) throws IOException, InterruptedException {
        List<MeetingPoint> points = MeetingPoints.ALL.stream()
                .filter(point -> point.toString().matches(".*(" + names + ").*"))
                .toList();
        Files.createDirectories(output);
        Path log = output.resolve("jcstress.log");
        long each = time.toMillis() / (Math.max(1, points.size()) * CONFIGURATIONS) - START_MS;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-t",
                names,
                "-r",
                "report",
                "-iters",
                String.valueOf(ITERATIONS),
                "-time",
                String.valueOf(Math.max(ITERATION_MIN_MS, each / ITERATIONS))));
        command.addAll(OPTIONS);
        deleteResults(output);
        Process harness = new ProcessBuilder(command)
                .directory(output.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        harness.waitFor(); // a forbidden outcome makes it fail too, so the results are read in any case
        Collection<TestResult> results = read(output);
        return points.stream().map(point -> result(point, results)).toList();
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static void deleteResults(Path output) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(output, "jcstress-results-*")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private static Collection<TestResult> read(Path output) throws IOException {
        InProcessCollector results = new InProcessCollector();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(output, "jcstress-results-*")) {
            for (Path file : files) {
                DiskReadCollector reader = new DiskReadCollector(file.toString(), results);
                reader.dump();
                reader.close();
            }
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
        return results.getTestResults();
    }

    private static StressResult result(MeetingPoint point, Collection<TestResult> results) {
        List<TestResult> own = results.stream()
                .filter(result -> result.getName().equals(point.toString()))
                .toList();
        long samples = own.stream().mapToLong(TestResult::getTotalCount).sum();
        long forbidden = own.stream()
                .flatMapToLong(result -> result.getStateKeys().stream()
                        .filter(outcome -> !point.accepts(outcome))
                        .mapToLong(result::getCount))
                .sum();
        List<String> errors = own.stream()
                .map(TestResult::status)
                .filter(status -> status != Status.NORMAL)
                .map(Status::toString)
                .distinct()
                .toList();
        return new StressResult(point, samples, forbidden, errors);
    }
}
