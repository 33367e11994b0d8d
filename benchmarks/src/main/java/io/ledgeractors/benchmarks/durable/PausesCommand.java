package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.TemporaryDirectory;
import io.ledgeractors.benchmarks.server.JvmCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long requests of a durable ledger take at worst while it grows and takes checkpoints. */
@Command(
        name = "pauses",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how long full requests of a durable ledger take at worst, while it grows and takes checkpoints.",
            "The ledger has a JVM of its own with 2 GiB of heap and 512 MiB of direct memory.",
            "Needs 250 bytes of disk a transfer, and deletes them."
        })
public final class PausesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--transfers",
            paramLabel = "N",
            description = "Transfers in all, the first 818,900 at full speed (default: ${DEFAULT-VALUE}).")
    private long transfers = 10_000_000;

    @Option(
            names = "--share",
            paramLabel = "P",
            description = "Load after the warm-up as a share of the greatest rate (default: ${DEFAULT-VALUE}).")
    private double share = 0.7;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "A directory on the disk to measure (default: java.io.tmpdir).")
    private @Nullable Path directory;

    /** Creates the command; picocli calls this. */
    public PausesCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (share <= 0 || share > 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--share must be above 0 and at most 1, not " + share);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (TemporaryDirectory home = TemporaryDirectory.in(directory)) {
            List<String> command =
                    JvmCommand.of("2g", System.getProperty("java.class.path"), PausesMain.class.getName());
            command.add(1, "-XX:MaxDirectMemorySize=512m");
            command.addAll(List.of(home.path().toString(), Long.toString(transfers), Double.toString(share)));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.println(line);
                    out.flush();
                }
            }
            return process.waitFor() == 0 ? 0 : 1;
        }
    }
}
