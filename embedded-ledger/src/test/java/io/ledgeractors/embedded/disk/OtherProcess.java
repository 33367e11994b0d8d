package io.ledgeractors.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.port.DiskDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Tries an action in a process of its own and prints the result. */
public final class OtherProcess {
    private OtherProcess() {}

    /** Runs one action on a name of a directory; returns the last line that the process prints. */
    public static String process(String action, Path directory, String name) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        action,
                        directory.toString(),
                        name)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String last = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = line;
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return last;
        }
    }

    /** Opens a directory with its lock file, or a file of it, or tries a lock of the system on a file. */
    public static void main(String[] args) {
        Path directory = Path.of(args[1]);
        String name = args[2];
        try {
            System.out.println(
                    switch (args[0]) {
                        case "directory" -> {
                            new FileDisk().open(directory, name, any -> false).close();
                            yield "opened";
                        }
                        case "file" -> {
                            try (DiskDirectory opened = new FileDisk().open(directory, "lock", any -> false)) {
                                opened.open(name).close();
                            }
                            yield "opened";
                        }
                        case "delete" -> {
                            try (DiskDirectory opened = new FileDisk().open(directory, "lock", any -> false)) {
                                opened.delete(name);
                            }
                            yield "deleted";
                        }
                        default -> {
                            try (FileChannel channel =
                                    FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE)) {
                                yield channel.tryLock() == null ? "locked by another" : "free";
                            }
                        }
                    });
        } catch (IOException refused) {
            System.out.println(refused.getMessage());
        }
    }
}
