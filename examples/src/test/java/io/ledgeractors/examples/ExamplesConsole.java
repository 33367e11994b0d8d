package io.ledgeractors.examples;

import io.ledgeractors.cli.Main;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs commands as the start script does, in this JVM. */
final class ExamplesConsole {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command on the project's own configuration; the exit code. */
    int run(String... args) {
        System.setProperty("config.file", root().resolve("application.conf").toString());
        System.setProperty("ledger.home", root().toString());
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    /** The same with more arguments. */
    int run(String[] args, String... more) {
        return run(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    /** What the last command printed. */
    String out() {
        return out.toString();
    }

    /** What the last command said on its error output. */
    String err() {
        return err.toString();
    }

    /** Both, for messages of assertions. */
    String all() {
        return out() + err();
    }

    /** The root of the project. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("application.conf"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
