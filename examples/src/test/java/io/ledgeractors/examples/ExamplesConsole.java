package io.ledgeractors.examples;

import io.ledgeractors.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs commands in this JVM as the start script does, and captures their output. */
final class ExamplesConsole {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command with the configuration of the project, and returns its exit code. */
    int run(String... args) {
        System.setProperty("config.file", root().resolve("application.conf").toString());
        System.setProperty("ledger.home", root().toString());
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    /** Runs a command with these arguments and more, and returns its exit code. */
    int run(String[] args, String... more) {
        return run(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    /** Returns the output of the last command. */
    String out() {
        return out.toString();
    }

    /** Returns the error output of the last command. */
    String err() {
        return err.toString();
    }

    /** Returns both outputs, for messages of assertions. */
    String all() {
        return out() + err();
    }

    /** Returns the root of the project. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("application.conf"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
