package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the project in examples/testkit-sample as a user does: outside this build, against installed modules. */
class TestkitSampleIT {
    private static final Path SAMPLE = ProjectFiles.root().resolve("examples/testkit-sample");
    private static final Pattern VERSION = Pattern.compile("<([a-z]+\\.version)>([^<]+)</");
    private static final int MINUTES = 4;

    @TempDir
    Path directory;

    @Test
    void shouldTestAnActorWithTheInstalledTestkit() throws Exception {
        String version = versions(SAMPLE.resolve("pom.xml")).get("ledger.version");
        assumeTrue(InstalledRepository.canBeMade(version), "the jars are not packaged: mvn verify does that");
        Path maven = maven();
        assumeTrue(maven != null, "mvn is not on the path");
        InstalledRepository repository =
                InstalledRepository.make(Files.createDirectory(directory.resolve("repository")), version);
        Path sample = copy(directory.resolve("sample"));

        String output = run(
                sample, maven.toString(), "-B", "-o", "-ntp", "test", "-Dmaven.repo.local=" + repository.directory());
        assertThat(output).contains("BUILD SUCCESS").containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0");
    }

    @Test
    void shouldUseTheVersionsOfTheToolkit() throws IOException {
        Map<String, String> own = versions(SAMPLE.resolve("pom.xml"));
        Map<String, String> ours = versions(ProjectFiles.root().resolve("pom.xml"));
        own.remove("ledger.version");
        assertThat(ours).containsAllEntriesOf(own);
    }

    private static Map<String, String> versions(Path pom) throws IOException {
        Map<String, String> versions = new TreeMap<>();
        Matcher matcher = VERSION.matcher(Files.readString(pom));
        while (matcher.find()) {
            versions.put(matcher.group(1), matcher.group(2));
        }
        return versions;
    }

    private static Path maven() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry, "mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static Path copy(Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SAMPLE)) {
            files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
        files.removeIf(file -> SAMPLE.relativize(file).startsWith("target"));
        for (Path file : files) {
            Path target = to.resolve(SAMPLE.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        return to;
    }

    private static String run(Path in, String... command) throws Exception {
        Path log = in.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_OPTS");
        Process process = builder.directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean isOver = process.waitFor(MINUTES, TimeUnit.MINUTES);
        String output = Files.readString(log, StandardCharsets.UTF_8);
        if (!isOver) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(isOver && process.exitValue() == 0).as(output).isTrue();
        return output;
    }
}
