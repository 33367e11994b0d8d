package io.ledgeractors.it.mutation;

import io.ledgeractors.it.ProjectFiles;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Plants one bug in a copy of its source, compiles the copy, and runs the finders before the sound classes. Nothing of
 * the project itself is changed.
 */
final class MutantTrial {
    private static final Path TARGET = ProjectFiles.root().resolve("integration-tests/target/mutants");
    private static final int PASSED = 0;
    private static final int FAILED = 1;

    private final Mutant mutant;
    private final Path directory;

    /**
     * Creates a trial.
     *
     * @param number tells the directories of trials apart
     */
    MutantTrial(int number, Mutant mutant) {
        this.mutant = mutant;
        this.directory = TARGET.resolve(Integer.toString(number));
    }

    /**
     * Runs the finders one after another until one fails.
     *
     * @param finderSeconds how long a finder may run; one that takes longer has found a bug, too
     * @return the finder that failed; null if none did
     * @throws AssertionError if the bug cannot be planted, or a finder does not exist
     */
    Mutant.@Nullable Finder run(long finderSeconds) throws IOException, InterruptedException {
        Path classes = compile();
        for (Mutant.Finder finder : mutant.finders()) {
            if (!passes(finder, classes, finderSeconds)) {
                return finder;
            }
        }
        return null;
    }

    private Path compile() throws IOException {
        Path sources = ProjectFiles.root().resolve(mutant.module()).resolve("src/main/java");
        String sound = Files.readString(sources.resolve(mutant.file()));
        int at = sound.indexOf(mutant.search());
        if (at < 0 || sound.indexOf(mutant.search(), at + 1) >= 0) {
            throw new AssertionError("\"" + mutant.search() + "\" does not stand exactly once in " + mutant.file());
        }
        Path source = directory.resolve("src").resolve(mutant.file());
        Path classes = directory.resolve("classes");
        Files.createDirectories(source.getParent());
        Files.createDirectories(classes);
        Files.writeString(source, sound.replace(mutant.search(), mutant.replacement()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            boolean isCompiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjects(source.toFile()))
                    .call();
            if (!isCompiled) {
                throw new AssertionError("the bug \"" + mutant.name() + "\" does not compile: " + messages);
            }
        }
        return classes;
    }

    private boolean passes(Mutant.Finder finder, Path classes, long seconds) throws IOException, InterruptedException {
        Path module = ProjectFiles.root().resolve(finder.module());
        String classPath = String.join(
                File.pathSeparator,
                classes.toString(),
                module.resolve("target/test-classes").toString(),
                System.getProperty("java.class.path"));
        Path output = directory.resolve(finder + ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Xmx1g",
                        "-Dsimulation.seeds=" + Long.getLong("mutation.seeds", 300),
                        "-cp",
                        classPath,
                        FinderRun.class.getName(),
                        finder.test())
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return false;
        }
        int code = process.exitValue();
        if (code != PASSED && code != FAILED) {
            throw new AssertionError(finder + " ended with " + code + ", see " + output);
        }
        return code == PASSED;
    }
}
