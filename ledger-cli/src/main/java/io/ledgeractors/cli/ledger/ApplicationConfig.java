package io.ledgeractors.cli.ledger;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.cli.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the {@code application.conf} that the start script names with {@code -Dconfig.file}. */
public final class ApplicationConfig {
    private static final String FILE = "config.file";

    private ApplicationConfig() {}

    /**
     * Returns the configuration that all commands start with.
     *
     * @throws BadInputException if the file is missing or cannot be parsed
     */
    public static Config load() {
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
}
