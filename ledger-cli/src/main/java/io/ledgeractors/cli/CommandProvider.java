package io.ledgeractors.cli;

import java.util.List;

/**
 * Adds commands to {@code ./ledger}. {@link Main} finds providers with {@link java.util.ServiceLoader}, so a jar names its
 * provider in {@code META-INF/services/io.ledgeractors.cli.CommandProvider}.
 */
public interface CommandProvider {
    /**
     * Returns new commands.
     *
     * @return objects with picocli's annotation {@code @Command}; each name must be new to the program
     */
    List<Object> commands();
}
