package io.ledgeractors.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.examples.orders.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The root's {@code application.conf}, which the start script names. */
final class ExamplesConfig {
    private static final String FILE = "config.file";
    private static final String HOME = "ledger.home";

    private ExamplesConfig() {}

    /**
     * The configuration of the examples.
     *
     * @throws BadInputException if the file is missing or is no configuration
     */
    static Config load() {
        String file = System.getProperty(FILE);
        if (file == null || !Files.isRegularFile(Path.of(file))) {
            throw new BadInputException("the file application.conf is missing: "
                    + (file == null ? "start with ./ledger, or with -Dconfig.file=application.conf" : file));
        }
        try {
            ConfigFactory.invalidateCaches();
            return ConfigFactory.load();
        } catch (ConfigException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        }
    }

    /**
     * A file of the project.
     *
     * @throws BadInputException if the start script did not say where the project is
     */
    static Path projectFile(String first, String... more) {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new BadInputException("start with ./ledger, or with -Dledger.home=DIR of the project");
        }
        return Path.of(home).resolve(Path.of(first, more));
    }
}
