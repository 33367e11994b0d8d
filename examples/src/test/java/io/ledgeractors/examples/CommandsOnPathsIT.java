package io.ledgeractors.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the command line finds its commands in the packaged jars, on the class path and on the module path. */
class CommandsOnPathsIT {
    private static final Path TARGET =
            ExamplesConsole.root().resolve("examples").resolve("target");
    private static final long LIMIT_SECONDS = 60;
    private static final String MAIN = "io.ledgeractors.cli.Main";
    private static final Predicate<Path> ALL = jar -> true;
    private static final Predicate<Path> TOOLS =
            jar -> !jar.getFileName().toString().startsWith("examples-");

    @TempDir
    Path directory;

    @Test
    void shouldFindAllCommandsOnTheClassPath() throws Exception {
        assertThat(commands("-cp", jars(ALL), MAIN)).contains("cluster", "demo", "orders", "start", "tail");
    }

    @Test
    void shouldFindItsOwnCommandsWithoutTheExamples() throws Exception {
        assertThat(commands("-cp", jars(TOOLS), MAIN))
                .contains("import", "start", "tail")
                .doesNotContain("demo", "orders");
    }

    @Test
    void shouldFindAllCommandsOnTheModulePath() throws Exception {
        assertThat(commands(
                        "--add-modules",
                        "ALL-MODULE-PATH,jdk.net",
                        "-p",
                        jars(CommandsOnPathsIT::canBeModule),
                        "-m",
                        "io.ledgeractors.cli/" + MAIN))
                .contains("cluster", "demo", "orders", "start", "tail");
    }

    /** Returns the first word of each line of the help. */
    private List<String> commands(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        command.add("--help");
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            String text = Files.readString(output);
            assertThat(process.exitValue()).as(text).isZero();
            return text.lines().map(line -> line.strip().split(" ")[0]).toList();
        } finally {
            process.destroyForcibly();
        }
    }

    // The name of jackson-module-scala gives no module name, so the JVM refuses it on a module path.
    private static boolean canBeModule(Path jar) {
        try {
            return !ModuleFinder.of(jar).findAll().isEmpty();
        } catch (FindException noName) {
            return false;
        }
    }

    private static String jars(Predicate<Path> wanted) throws IOException {
        try (Stream<Path> own = Files.list(TARGET);
                Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
            return Stream.concat(own, libraries)
                    .filter(path -> path.toString().endsWith(".jar"))
                    .filter(wanted)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
