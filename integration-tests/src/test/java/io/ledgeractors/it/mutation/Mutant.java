package io.ledgeractors.it.mutation;

import io.ledgeractors.it.ProjectFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A bug and the tests of which at least one must find it.
 *
 * @param row the known bug that it stands for, such as a number of an issue
 * @param name the bug in words that say what a user would notice
 * @param module whose source has it
 * @param file path of the source below {@code src/main/java} of the module
 * @param search text that stands in the source exactly once
 * @param replacement text that plants the bug
 * @param finders tests, of which at least one must fail
 */
record Mutant(
        String row, String name, String module, String file, String search, String replacement, List<Finder> finders)
        implements Bug {
    /**
     * Returns the source without the bug.
     *
     * @throws AssertionError if the text to replace does not stand in it exactly once
     */
    String soundSource() throws IOException {
        Path sources = ProjectFiles.root().resolve(module).resolve("src/main/java");
        String sound = Files.readString(sources.resolve(file));
        int at = sound.indexOf(search);
        if (at < 0 || sound.indexOf(search, at + 1) >= 0) {
            throw new AssertionError("\"" + search + "\" does not stand exactly once in " + file);
        }
        return sound;
    }

    @Override
    public Path plant(Path directory) throws IOException {
        String sound = soundSource();
        Path source = directory.resolve("src").resolve(file);
        Path classes = directory.resolve("classes");
        Files.createDirectories(source.getParent());
        Files.createDirectories(classes);
        Files.writeString(source, sound.replace(search, replacement));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            boolean isCompiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjects(source.toFile()))
                    .call();
            if (!isCompiled) {
                throw new AssertionError("the bug \"" + name + "\" does not compile: " + messages);
            }
        }
        return classes;
    }
}
