package io.ledgeractors.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the start script itself, with the classes of this build and a stub of Maven. */
class LedgerScriptIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private Path target;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        assumeThat(File.separatorChar).as("a POSIX shell").isEqualTo('/');
        Path root = ExamplesConsole.root();
        Files.copy(root.resolve("ledger"), home.resolve("ledger"));
        Files.copy(root.resolve("application.conf"), home.resolve("application.conf"));
        Files.setPosixFilePermissions(home.resolve("ledger"), PosixFilePermissions.fromString("rwx------"));
        Files.setLastModifiedTime(Files.createFile(home.resolve("pom.xml")), FileTime.fromMillis(1_000_000));
        target = Files.createDirectories(home.resolve("examples").resolve("target"));
        for (String part : new String[] {"classes", "lib"}) {
            Files.createSymbolicLink(
                    target.resolve(part),
                    root.resolve("examples").resolve("target").resolve(part));
        }
        Files.createFile(target.resolve("ledger-built"));
        Path maven = Files.createDirectory(home.resolve("bin")).resolve("mvn");
        Files.writeString(
                maven,
                "#!/bin/sh\necho call >>calls\necho '[INFO] Building Ledger Model 0.1.0 [2/8]'\n"
                        + "[ ! -f broken ] || { echo 'no such class'; exit 1; }\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldEndWithFourWhenMemoryIsExhausted() throws Exception {
        Process process = start("-Xmx8m", "payments", "--memory", "--count", "1000");
        assertThat(exit(process)).as(said()).isEqualTo(4);
        assertThat(said()).contains("ledger: out of memory. What was acknowledged is safe.");
    }

    @Test
    void shouldBeTheJvmItselfSoThatSignalsReachIt() throws Exception {
        Process process = start("", "start", "--memory", "--addresses", "127.0.0.1:0");
        awaitWords(process, "listening on ");
        process.destroy();
        assertThat(exit(process)).as(said()).isZero();
    }

    @Test
    void shouldSayThatAnInterruptedImportGoesOn() throws Exception {
        Path accounts = Files.writeString(home.resolve("a.csv"), "id\n" + "1\n".repeat(10_000));
        Process process = start(
                "",
                "import",
                accounts.toString(),
                "--as",
                "accounts",
                "--set",
                "ledger=1,code=1",
                "--max-rate",
                "10",
                "--data",
                home.resolve("data").toString());
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> Files.exists(home.resolve("a.csv.import.json")) || !process.isAlive());
        process.destroy();
        assertThat(exit(process)).as(said()).isEqualTo(143);
        assertThat(said()).contains("ledger: interrupted before the end; run it again to continue");
    }

    @Test
    void shouldBuildOnceAndSayHowFarItIs() throws Exception {
        Files.delete(target.resolve("ledger-built"));
        Process first = start("", "--version");
        Process second = start("", "--version");
        assertThat(exit(first)).as(said()).isZero();
        assertThat(exit(second)).as(said()).isZero();
        assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(1);
        assertThat(said()).contains("Building Ledger Model 0.1.0 [2/8]").contains("Ledger Actors 0.");
        assertThat(target.toFile().list()).containsExactlyInAnyOrder("classes", "lib", "ledger-built");
    }

    @Test
    void shouldTakeTheLockOfABuilderThatIsGone() throws Exception {
        Files.delete(target.resolve("ledger-built"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(target.resolve("ledger-builder"), Path.of(String.valueOf(gone.pid())));
        assertThat(exit(start("", "--version"))).as(said()).isZero();
        assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(1);
    }

    @Test
    void shouldNotWaitForALockWithoutAnOwner() throws Exception {
        Files.delete(target.resolve("ledger-built"));
        Path lock = Files.createFile(target.resolve("ledger-builder"));
        String refusal = "ledger: " + lock + " cannot be made; remove it";
        assertThat(exit(start("", "--version"))).isEqualTo(2);
        assertThat(said()).contains(refusal);
        Files.delete(lock);
        Files.createDirectory(lock);
        assertThat(exit(start("", "--version"))).isEqualTo(2);
        assertThat(said().split(refusal, -1)).as(said()).hasSize(3);
    }

    @Test
    void shouldShowWhyABuildFailed() throws Exception {
        Files.delete(target.resolve("ledger-built"));
        Files.createFile(home.resolve("broken"));
        assertThat(exit(start("", "--version"))).isEqualTo(2);
        assertThat(said()).contains("no such class").contains("ledger: the build failed");
    }

    @Test
    void shouldSayThatItCannotBuildHere() throws Exception {
        for (String part : new String[] {"classes", "lib", "ledger-built"}) {
            Files.delete(target.resolve(part));
        }
        Files.delete(target);
        Files.delete(target.getParent());
        Files.createFile(target.getParent());
        assertThat(exit(start("", "--version"))).as(said()).isEqualTo(2);
        assertThat(said()).startsWith("ledger: ").contains("target cannot be made");
    }

    private Process start(String options, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("ledger").toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.resolve("said").toFile()));
        builder.environment().put("JAVA_OPTS", options);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", home.resolve("bin").toString(), (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private int exit(Process process) throws Exception {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as(said())
                .isTrue();
        return process.exitValue();
    }

    private void awaitWords(Process process, String words) {
        Awaitility.await().atMost(LIMIT).until(() -> said().contains(words) || !process.isAlive());
    }

    private String said() throws IOException {
        return Files.readString(home.resolve("said"));
    }
}
