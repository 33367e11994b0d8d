package io.ledgeractors.it.mutation;

import io.ledgeractors.it.ProjectFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plants one bug, and runs the finders with its classes before the sound ones. Nothing of the project itself is
 * changed.
 */
final class BugTrial {
    /** The directory of all trials and their results. */
    static final Path TARGET = ProjectFiles.root().resolve("integration-tests/target/mutants");

    // Finders that pass on the sound classes. A finder that fails there has found nothing.
    private static final Set<Bug.Finder> SOUND = new HashSet<>();

    private final Bug bug;
    private final Path directory;

    /**
     * Creates a trial.
     *
     * @param number tells the directories of trials apart
     */
    BugTrial(int number, Bug bug) {
        this.bug = bug;
        this.directory = TARGET.resolve(Integer.toString(number));
    }

    /**
     * Runs the finders one after another until one fails.
     *
     * @param finderSeconds how long the finders of a module may run; if they take longer, a bug was found, too
     * @return how the bug was found; null if no finder failed
     * @throws AssertionError if the bug cannot be planted, a finder does not exist, or one fails without the bug
     */
    @Nullable
    Found run(long finderSeconds) throws IOException, InterruptedException {
        clear();
        Files.createDirectories(directory);
        Path classes = bug.plant(directory);
        List<Bug.Finder> finders = bug.finders();
        int from = 0;
        while (from < finders.size()) {
            int to = endOfModule(finders, from);
            Found found = failure(finders.subList(from, to), classes, finderSeconds);
            if (found != null) {
                requireSound(found, finders.subList(from, to), finderSeconds);
                return found;
            }
            from = to;
        }
        return null;
    }

    // Tests of one module share a process, which saves the time to start one.
    private static int endOfModule(List<Bug.Finder> finders, int from) {
        int to = from;
        while (to < finders.size()
                && finders.get(to).module().equals(finders.get(from).module())) {
            to++;
        }
        return to;
    }

    private void requireSound(Found found, List<Bug.Finder> tried, long finderSeconds)
            throws IOException, InterruptedException {
        for (Bug.Finder finder : tried) {
            boolean isMeant = found.finder().isEmpty() || finder.test().equals(found.finder());
            if (isMeant && !SOUND.contains(finder)) {
                Found failed = failure(List.of(finder), null, finderSeconds);
                if (failed != null) {
                    throw new AssertionError(failed + " fails without any bug, see " + directory);
                }
                SOUND.add(finder);
            }
        }
    }

    // An earlier campaign may have left the classes of another bug.
    private void clear() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> left = Files.walk(directory)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Returns how a finder failed; null if all passed. Without classes of a bug, they run on the sound ones. */
    private @Nullable Found failure(List<Bug.Finder> finders, @Nullable Path classes, long seconds)
            throws IOException, InterruptedException {
        Bug.Finder first = finders.get(0);
        Path module = ProjectFiles.root().resolve(first.module());
        Path output = directory.resolve(first + (classes == null ? ".sound.txt" : ".txt"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Xmx1g",
                "-Dsimulation.seeds=" + Long.getLong("mutation.seeds", 300),
                "-Dledger.memory.attack=true",
                "-cp",
                classPath(module, classes),
                FinderRun.class.getName()));
        finders.forEach(finder -> command.add(finder.test()));
        Process process = new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Found("", names(finders), "which does not end");
        }
        int code = process.exitValue();
        if (code == FinderRun.PASSED) {
            return null;
        }
        if (code != FinderRun.FAILED) {
            throw new AssertionError(names(finders) + " ended with " + code + ", see " + output);
        }
        try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(FinderRun.FAILURE))
                    .findFirst()
                    .map(Found::of)
                    .orElseThrow();
        }
    }

    private static String names(List<Bug.Finder> finders) {
        return finders.stream().map(Bug.Finder::toString).collect(Collectors.joining(" or "));
    }

    // A finder runs in the directory of its module, so the parts of the class path must not depend on the directory.
    private static String classPath(Path module, @Nullable Path classes) {
        Stream<String> ours = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(part -> Path.of(part).toAbsolutePath().toString());
        Stream<String> tests = Stream.of(module.resolve("target/test-classes").toString());
        Stream<String> bug = classes == null ? Stream.empty() : Stream.of(classes.toString());
        return Stream.concat(bug, Stream.concat(tests, ours)).collect(Collectors.joining(File.pathSeparator));
    }
}
