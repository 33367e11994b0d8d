package io.ledgeractors.it;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.examples.job.LedgerPlace;
import io.ledgeractors.examples.job.OrdersJob;
import io.ledgeractors.examples.job.Progress;
import io.ledgeractors.examples.job.Report;
import io.ledgeractors.examples.orders.OrderFile;
import java.nio.file.Path;

/** Runs the job of {@code ./ledger orders} in this JVM. */
final class Jobs {
    private Jobs() {}

    static Report orders(Path file, int months, LedgerPlace place) {
        return orders(file, months, place, Progress.NONE);
    }

    static Report orders(Path file, int months, LedgerPlace place, Progress progress) {
        Config root = ConfigFactory.parseFile(
                ProjectFiles.root().resolve("application.conf").toFile());
        return OrdersJob.run(
                place.over(ConfigFactory.load(root)), OrderFile.read(file), months, progress, notice -> {});
    }
}
