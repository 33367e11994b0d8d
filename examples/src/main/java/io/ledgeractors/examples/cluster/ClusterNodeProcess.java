package io.ledgeractors.examples.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The JVM of one node. Thread-safe. */
final class ClusterNodeProcess {
    private static final int NEW_FLAGS_SINCE = 24;
    private static final String HEAP = "192m";
    private static final String MODULE_PATH = "jdk.module.path";
    private static final String MODULE = "io.ledgeractors.examples/";
    private static final List<String> PASSED_ON = List.of("config.file", "ledger.home", "ledger.log.level");

    private final Process process;

    private ClusterNodeProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a node.
     *
     * @param options options of its JVM
     * @param log takes its error output
     * @param lines takes each line, on a thread of the process
     * @param end called after the last line with the exit code of the process
     * @throws UncheckedIOException if no process can be started
     */
    static ClusterNodeProcess start(
            NodeSettings settings,
            List<String> options,
            Path log,
            BiConsumer<ClusterNodeProcess, NodeLine> lines,
            BiConsumer<ClusterNodeProcess, Integer> end) {
        try {
            ClusterNodeProcess started = new ClusterNodeProcess(new ProcessBuilder(command(settings, options))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
            Thread reader = new Thread(
                    () -> started.read(line -> lines.accept(started, line), code -> end.accept(started, code)),
                    "node-" + settings.number());
            reader.setDaemon(true);
            reader.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(NodeSettings settings, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= NEW_FLAGS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-Xmx" + HEAP);
        // Several JVMs start at once on one machine, and each lives for a short time.
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        for (String property : PASSED_ON) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(options);
        String modules = System.getProperty(MODULE_PATH, "");
        String classes = System.getProperty("java.class.path", "");
        if (!classes.isEmpty()) {
            command.addAll(List.of("-cp", classes));
        }
        if (modules.isEmpty()) {
            command.add(ClusterNodeMain.class.getName());
        } else {
            command.addAll(List.of("--add-modules", "ALL-MODULE-PATH,jdk.net", "-p", modules));
            command.addAll(List.of("-m", MODULE + ClusterNodeMain.class.getName()));
        }
        command.addAll(settings.arguments());
        return command;
    }

    private void read(Consumer<NodeLine> lines, Consumer<Integer> end) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                NodeLine.parse(line).ifPresent(lines);
            }
        } catch (IOException closed) {
            // The process is gone, as at the end of its output.
        }
        try {
            end.accept(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the node something. Nothing happens if it is gone. */
    void tell(NodeOrder order) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((order.text() + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException gone) {
            // The end of the process is reported anyway.
        }
    }

    /** Kills the process as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
    }

    long pid() {
        return process.pid();
    }
}
