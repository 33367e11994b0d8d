package io.ledgeractors.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A local Maven repository with the jars of this build and all that Maven has brought for it. The user's own repository
 * stays as it is; its folders are linked.
 */
final class InstalledRepository {
    private static final String GROUP = "io/ledgeractors";
    private static final List<String> JARS = List.of(
            "ledger-model",
            "vector-checksum",
            "ledger-tck",
            "native-client",
            "embedded-ledger",
            "ledger-actors",
            "ledger-streams",
            "ledger-testkit");

    private final Path directory;
    private final String version;

    private InstalledRepository(Path directory, String version) {
        this.directory = directory;
        this.version = version;
    }

    /** Returns true if {@code mvn package} has made the jars. */
    static boolean canBeMade(String version) {
        return users().isPresent() && JARS.stream().allMatch(name -> Files.isRegularFile(jar(name, version)));
    }

    /** Makes the repository in this directory, which is empty. */
    static InstalledRepository make(Path directory, String version) throws IOException {
        InstalledRepository repository = new InstalledRepository(directory, version);
        repository.link();
        repository.install("ledger-actors-parent", ProjectFiles.root().resolve("pom.xml"), "pom");
        repository.install("ledger-bom", ProjectFiles.root().resolve("ledger-bom/pom.xml"), "pom");
        for (String name : JARS) {
            repository.install(name, ProjectFiles.root().resolve(name).resolve("pom.xml"), "pom");
            repository.install(name, jar(name, version), "jar");
        }
        return repository;
    }

    Path directory() {
        return directory;
    }

    private static Path jar(String name, String version) {
        return ProjectFiles.root().resolve(name).resolve("target").resolve(name + "-" + version + ".jar");
    }

    /** Returns the user's repository, which holds the libraries on the class path. */
    private static Optional<Path> users() {
        String library = "/org/assertj/";
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> entry.replace(File.separatorChar, '/'))
                .filter(entry -> entry.contains(library))
                .map(entry -> Path.of(entry.substring(0, entry.indexOf(library))))
                .findFirst();
    }

    private void link() throws IOException {
        Path from = users().orElseThrow();
        link(from, directory, "io");
        Files.createDirectories(directory.resolve("io"));
        link(from.resolve("io"), directory.resolve("io"), "ledgeractors");
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    private void install(String name, Path file, String type) throws IOException {
        Path place = directory.resolve(GROUP).resolve(name).resolve(version);
        Files.createDirectories(place);
        Files.copy(file, place.resolve(name + "-" + version + "." + type));
    }
}
