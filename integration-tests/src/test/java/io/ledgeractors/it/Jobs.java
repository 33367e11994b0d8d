package io.ledgeractors.it;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.examples.orders.OrdersJob;
import io.ledgeractors.examples.orders.OrdersReport;
import io.ledgeractors.examples.orders.plan.OrderFile;
import java.nio.file.Path;

/** Runs the job of {@code ./ledger orders} in this JVM. */
final class Jobs {
    private Jobs() {}

    static OrdersReport orders(Path file, int months, LedgerPlace place) {
        return orders(file, months, place, Progress.NONE);
    }

    static OrdersReport orders(Path file, int months, LedgerPlace place, Progress progress) {
        Config root = ConfigFactory.parseFile(
                ProjectFiles.root().resolve("application.conf").toFile());
        return OrdersJob.run(
                place.over(ConfigFactory.load(root)), OrderFile.read(file), months, progress, notice -> {});
    }
}
