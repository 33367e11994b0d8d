package io.ledgeractors.benchmarks.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the embedded ledger's state machine alone. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the embedded ledger's state machine alone with full batches of the standard load.",
            "Each load runs in a JVM of its own; the loads take turns. The ratio compares rates per second of"
                    + " processor",
            "time with the uniform load, so other programs on the machine matter little.",
            "Records in files take 3 GB below java.io.tmpdir."
        })
public final class StateCommand implements Callable<Integer> {
    private static final String ROW = "%,12d  %-24s %12s %12s %8s %7s  %-14s %s%n";
    private static final int MILLION = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--present",
            split = ",",
            paramLabel = "N",
            description = "Transfers present before 1,000,000 more are measured (default: 1000000,10000000).")
    private int[] present = {MILLION, 10 * MILLION};

    @Option(names = "--quick", description = "One round with 1,000,000 transfers present.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "Turns of each load (default: 3; --quick: 1).")
    private int rounds;

    /** Creates the command; picocli calls this. */
    public StateCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%12s  %-24s %12s %12s %8s %7s  %-14s %s%n",
                "present",
                "load",
                "/s processor",
                "/s elapsed",
                "heap B",
                "ratio",
                "spread",
                "goal");
        for (int each : quick ? new int[] {MILLION} : present) {
            measure(each, out);
        }
        return 0;
    }

    private void measure(int transfers, PrintWriter out) throws IOException, InterruptedException {
        Map<StateVariant, List<StateResult>> results = new EnumMap<>(StateVariant.class);
        for (int round = 0; round < (rounds > 0 ? rounds : quick ? 1 : 3); round++) {
            for (StateVariant variant : StateVariant.values()) {
                results.computeIfAbsent(variant, any -> new ArrayList<>()).add(run(transfers, variant));
            }
        }
        List<StateResult> uniform = results.getOrDefault(StateVariant.UNIFORM, List.of());
        results.forEach((variant, list) -> {
            double[] ratios = new double[list.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = list.get(i).perProcessorSecond() / uniform.get(i).perProcessorSecond();
            }
            Arrays.sort(ratios);
            out.printf(
                    Locale.ROOT,
                    ROW,
                    transfers,
                    variant.title,
                    number("%,.0f", median(list, StateResult::perProcessorSecond)),
                    number("%,.0f", median(list, StateResult::perSecond)),
                    number("%.1f", median(list, StateResult::heap)),
                    variant == StateVariant.UNIFORM ? "" : number("%.2f", ratios[ratios.length / 2]),
                    variant == StateVariant.UNIFORM
                            ? ""
                            : number("%.2f", ratios[0]) + " .. " + number("%.2f", ratios[ratios.length - 1]),
                    goal(transfers, variant));
        });
        out.flush();
    }

    private static String goal(int transfers, StateVariant variant) {
        return switch (variant) {
            case UNIFORM -> ">= " + (transfers <= MILLION ? "2,000,000" : "1,200,000") + ", heap <= 96";
            case ZIPF -> ">= 0.95";
            case FILES -> "heap <= 96";
        };
    }

    private static StateResult run(int transfers, StateVariant variant) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("ledger-benchmark");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(variant.flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StateMain.class.getName()));
        command.addAll(List.of(
                Integer.toString(transfers),
                variant.name(),
                directory.resolve("records").toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        StateResult result = null;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                StateResult parsed = StateResult.parse(line);
                result = parsed == null ? result : parsed;
            }
        }
        int exit = process.waitFor();
        Files.deleteIfExists(directory.resolve("records").resolve("LOCK"));
        Files.deleteIfExists(directory.resolve("records"));
        Files.deleteIfExists(directory);
        if (exit != 0 || result == null) {
            throw new IOException(
                    "the process of " + variant.title + " ended with exit code " + exit + "; its output is above");
        }
        return result;
    }

    private static double median(List<StateResult> results, ToDoubleFunction<StateResult> figure) {
        return results.stream().mapToDouble(figure).sorted().toArray()[results.size() / 2];
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
