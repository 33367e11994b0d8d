package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.TemporaryDirectory;
import io.ledgeractors.benchmarks.server.JvmCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long a durable ledger takes to start. */
@Command(
        name = "restarts",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how long a durable ledger takes from its opening until its first transfer is durable, and until"
                    + " its first query is answered.",
            "Each start has a JVM of its own, which ends without closing the ledger. A history is what one process"
                    + " writes until it is killed; with ten histories each writes a tenth of the transfers.",
            "Needs 300 bytes of disk a transfer, and deletes them."
        })
public final class RestartsCommand implements Callable<Integer> {
    private static final String ROW = "%,12d  %9s  %8s %8s %8s %8s  %-8s %10s%n";
    private static final String HEAD = "%12s  %9s  %8s %8s %8s %8s  %-8s %10s%n";
    private static final int MILLION = 1_000_000;
    private static final int[] HISTORIES = {1, 10};

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--transfers",
            split = ",",
            paramLabel = "N",
            description = "Transfers in the ledger (default: 100000,1000000,10000000).")
    private int[] transfers = {MILLION / 10, MILLION, 10 * MILLION};

    @Option(names = "--starts", paramLabel = "N", description = "Starts of each ledger (default: ${DEFAULT-VALUE}).")
    private int starts = 20;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "A directory on the disk to measure (default: java.io.tmpdir).")
    private @Nullable Path directory;

    /** Creates the command; picocli calls this. */
    public RestartsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (starts <= 0 || Arrays.stream(transfers).anyMatch(count -> count <= 0)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--starts and --transfers must be above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                HEAD,
                "transfers",
                "histories",
                "p50 s",
                "p90 s",
                "p99 s",
                "most s",
                "goal",
                "query, p50 s");
        out.flush();
        try {
            for (int count : transfers) {
                for (int histories : HISTORIES) {
                    measure(count, histories, out);
                }
            }
            return 0;
        } catch (BenchmarkException failed) {
            spec.commandLine().getErr().println("benchmarks: " + failed.getMessage());
            return 1;
        }
    }

    private void measure(int count, int histories, PrintWriter out) throws IOException, InterruptedException {
        try (TemporaryDirectory home = TemporaryDirectory.in(directory)) {
            for (int i = 0; i < histories; i++) {
                run(RestartMain.FILL, home.path().toString(), Integer.toString(count / histories));
            }
            double[] toTransfer = new double[starts];
            double[] toQuery = new double[starts];
            for (int i = 0; i < starts; i++) {
                String[] nanos = run(RestartMain.START, home.path().toString()).split(" ");
                toTransfer[i] = Long.parseLong(nanos[1]) / 1e9;
                toQuery[i] = Long.parseLong(nanos[2]) / 1e9;
            }
            Arrays.sort(toTransfer);
            Arrays.sort(toQuery);
            out.printf(
                    Locale.ROOT,
                    ROW,
                    count,
                    histories,
                    at(toTransfer, 0.5),
                    at(toTransfer, 0.9),
                    at(toTransfer, 0.99),
                    at(toTransfer, 1),
                    goal(count),
                    at(toQuery, 0.5));
            out.flush();
        }
    }

    private static String goal(int count) {
        return count <= MILLION ? "< 1" : count <= 10 * MILLION ? "< 3" : "";
    }

    /** Runs a process and returns its last line. */
    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                JvmCommand.of("2g", System.getProperty("java.class.path"), RestartMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }
        int exit = process.waitFor();
        if (exit != 0 || arguments[0].equals(RestartMain.START) && !last.startsWith(RestartMain.START)) {
            throw new BenchmarkException("a process ended with exit code " + exit + " and said: " + last);
        }
        return last;
    }

    private static String at(double[] sorted, double share) {
        int index = (int) Math.min(sorted.length - 1L, Math.round(share * sorted.length));
        return String.format(Locale.ROOT, "%.2f", sorted[index]);
    }
}
