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

/** Measures the state machine alone. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description = {
            "The embedded ledger's state machine alone: full batches of the standard load, one after the other,",
            "each contender in a JVM of its own, by turns. Rates are of processor time: one core, whoever else runs.",
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
            description = "Transfers present before a million more are measured (default: 1000000,10000000).")
    private int[] present = {MILLION, 10 * MILLION};

    @Option(names = "--quick", description = "With 1,000,000 transfers present only, one round.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "Turns of each (default: 3; --quick: 1).")
    private int rounds;

    /** For picocli. */
    public StateCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%12s  %-24s %12s %12s %8s %7s  %-14s %s%n",
                "present",
                "load",
                "by processor",
                "by clock",
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
            for (StateVariant contender : StateVariant.values()) {
                results.computeIfAbsent(contender, any -> new ArrayList<>()).add(run(transfers, contender));
            }
        }
        List<StateResult> uniform = results.getOrDefault(StateVariant.UNIFORM, List.of());
        results.forEach((contender, list) -> {
            double[] ratios = new double[list.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = list.get(i).perProcessorSecond() / uniform.get(i).perProcessorSecond();
            }
            Arrays.sort(ratios);
            out.printf(
                    Locale.ROOT,
                    ROW,
                    transfers,
                    contender.title,
                    number("%,.0f", median(list, StateResult::perProcessorSecond)),
                    number("%,.0f", median(list, StateResult::perSecond)),
                    number("%.1f", median(list, StateResult::heap)),
                    contender == StateVariant.UNIFORM ? "" : number("%.2f", ratios[ratios.length / 2]),
                    contender == StateVariant.UNIFORM
                            ? ""
                            : number("%.2f", ratios[0]) + " .. " + number("%.2f", ratios[ratios.length - 1]),
                    goal(transfers, contender));
        });
        out.flush();
    }

    private static String goal(int transfers, StateVariant contender) {
        return switch (contender) {
            case UNIFORM -> ">= " + (transfers <= MILLION ? "2,000,000" : "1,200,000") + ", heap <= 96";
            case ZIPF -> ">= 0.95";
            case FILES -> "heap <= 96";
        };
    }

    private static StateResult run(int transfers, StateVariant contender) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("ledger-benchmark");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(contender.flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StateMain.class.getName()));
        command.addAll(List.of(
                Integer.toString(transfers),
                contender.name(),
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
            throw new IOException("the process of " + contender.title + " ended with " + exit + "; see above");
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
