package docs.clusters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the script of docs/clusters.md that makes certificates. Stateless. */
final class Certificates {
    static final String PASSWORD = "of-a-test";

    /** The file in which the script's output is, in the directory of a run. */
    static final String OUTPUT = "output";

    private static final Path SCRIPT = Path.of("../docs/clusters/make-certificates.sh");
    private static final int PATIENCE_SECONDS = 120;

    /** The end of a run. */
    record Run(int status, String output) {}

    private Certificates() {}

    /** Runs the script with these arguments in a directory. */
    static Run make(Path directory, String... arguments) throws IOException, InterruptedException {
        return make(directory, Map.of("LEDGER_STORE_PASSWORD", PASSWORD), arguments);
    }

    /** Runs the script with these variables instead of the password. */
    static Run make(Path directory, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", SCRIPT.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().remove("LEDGER_STORE_PASSWORD");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Each keytool lives for a second, in which compiling and collecting pay little.
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment().putAll(variables);
        Path output = directory.resolve(OUTPUT);
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the script did not end within " + PATIENCE_SECONDS + " s");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
