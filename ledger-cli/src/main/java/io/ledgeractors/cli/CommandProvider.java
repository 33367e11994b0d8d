package io.ledgeractors.cli;

import java.util.List;

/**
 * Adds commands to {@code ./ledger}. {@link Main} finds providers with {@link java.util.ServiceLoader}: a jar on the
 * class path or module path names its provider in {@code META-INF/services/io.ledgeractors.cli.CommandProvider}.
 */
public interface CommandProvider {
    /**
     * Returns new command objects. Called once on the thread of {@code main}.
     *
     * @return callables of the exit code with picocli's annotation {@code @Command}; no two commands of all providers
     *     may have the same name
     */
    List<Object> commands();
}
