package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a program that is a named module with the jars on its module path, as the README describes. */
class ModulePathIT {
    private static final Pattern DESCRIPTOR =
            Pattern.compile("```java\\n(module \\S+ \\{.*?\\n\\})\\n```", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("`(--add-modules ALL-MODULE-PATH\\S*)`");
    private static final List<String> OURS =
            List.of("ledger-model", "vector-checksum", "native-client", "embedded-ledger", "ledger-actors");
    private static final List<String> OTHERS = List.of(
            "pekko-",
            "netty-",
            "scala-library",
            "config-",
            "slf4j-api",
            "jspecify",
            "logback-",
            "agrona",
            "reactive-streams");

    @TempDir
    Path directory;

    private String readme;
    private String modulePath;

    @BeforeEach
    void collect() throws IOException {
        readme = Files.readString(ProjectFiles.root().resolve("README.md"));
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(ModulePathIT::isOnTheModulePath)
                .toList();
        assumeTrue(
                OURS.stream()
                        .allMatch(
                                ours -> jars.stream().anyMatch(jar -> name(jar).startsWith(ours + "-"))),
                "the jars are not packaged: mvn verify does that");
        modulePath = String.join(File.pathSeparator, jars);
    }

    private static String name(String path) {
        return Path.of(path).getFileName().toString();
    }

    private static boolean isOnTheModulePath(String path) {
        String name = name(path);
        return name.endsWith(".jar")
                && !name.contains("testkit")
                && !name.contains("jackson")
                && Stream.concat(OURS.stream(), OTHERS.stream()).anyMatch(name::startsWith);
    }

    @Test
    void shouldRunWithTheDescriptorOfTheReadme() throws Exception {
        Matcher descriptor = DESCRIPTOR.matcher(readme);
        assertThat(descriptor.find()).as("README.md shows a module descriptor").isTrue();
        assertRuns(descriptor.group(1), List.of());
    }

    @Test
    void shouldRunWithTheOptionOfTheReadme() throws Exception {
        Matcher option = OPTION.matcher(readme);
        assertThat(option.find()).as("README.md names an option").isTrue();
        assertRuns(
                "module app { requires io.ledgeractors.actors; }",
                List.of(option.group(1).split(" ")));
    }

    private void assertRuns(String descriptor, List<String> options) throws IOException, InterruptedException {
        Path classes = compile(descriptor);
        Path output = directory.resolve("out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-p", modulePath + File.pathSeparator + classes));
        String module = descriptor.split(" ")[1];
        command.addAll(List.of("-m", module + "/app.Main"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean hasEnded = process.waitFor(60, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(hasEnded).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said.lines().filter(line -> line.startsWith("ready: ")))
                    .as(said)
                    .hasSize(2);
            assertThat(said.lines().filter(line -> line.startsWith("reply: Results")))
                    .as(said)
                    .hasSize(2);
        } finally {
            process.destroyForcibly();
        }
    }

    private Path compile(String descriptor) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src").resolve("app"));
        Path info = Files.writeString(sources.resolveSibling("module-info.java"), descriptor);
        Path main = sources.resolve("Main.java");
        try (InputStream text = ModulePathIT.class.getResourceAsStream("modular/Main.java.txt")) {
            Files.write(main, text.readAllBytes());
        }
        Path classes = Files.createDirectories(directory.resolve("classes"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "--module-path",
                        modulePath,
                        info.toString(),
                        main.toString());
        assertThat(failed).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return classes;
    }
}
