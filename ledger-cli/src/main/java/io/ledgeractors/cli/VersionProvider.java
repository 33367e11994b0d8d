package io.ledgeractors.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Gives {@code --version} the version of the project and of Java. All commands use it. */
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = VersionProvider.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        }
        return new String[] {
            "Ledger Actors " + properties.getProperty("version", "of unknown version") + ", Java " + Runtime.version()
        };
    }
}
