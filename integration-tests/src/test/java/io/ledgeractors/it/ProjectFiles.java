package io.ledgeractors.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The places of the project's files and of files beside the project. */
public final class ProjectFiles {
    private ProjectFiles() {}

    /** Returns the root of the reactor. */
    public static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("application.conf"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** Returns the file of the sample orders that are shipped. */
    static Path sampleOrders() {
        return root().resolve("examples").resolve("orders-sample.csv");
    }

    /** Returns the file of the real orders, which is not part of the project and may be missing. */
    static Path realOrders() {
        return root().resolveSibling("shared").resolve("data").resolve("berka").resolve("order.csv");
    }
}
