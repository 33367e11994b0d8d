package io.ledgeractors.examples.demo;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.examples.orders.OrdersRun;
import io.ledgeractors.examples.orders.plan.OrderBook;
import io.ledgeractors.examples.orders.plan.OrderFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code demo}: pays the sample orders on a temporary ledger. */
@Command(
        name = "demo",
        description = "Pays a year of sample orders on an embedded ledger in a temporary directory.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
public final class DemoCommand implements Callable<Integer> {
    private static final int MONTHS = 12;
    private static final String HOME = "ledger.home";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OrderBook book = OrderFile.read(sample());
        Path data = Files.createTempDirectory("ledger-demo");
        try {
            return pay(book, data);
        } finally {
            delete(data);
        }
    }

    private static Path sample() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new BadInputException("start with ./ledger, or with -Dledger.home=DIR of the project");
        }
        return Path.of(home).resolve("examples").resolve("orders-sample.csv");
    }

    private int pay(OrderBook book, Path data) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "A ledger of its own is opened in a temporary directory. Every payer of the %d sample orders gets each"
                        + " month%nexactly what its orders need; then the orders are paid, and the ledger is asked"
                        + " whether all of it is there.%n%n",
                book.orders().size());
        int code = new OrdersRun(spec.commandLine(), "its ledger is left in " + data + ", which may be deleted")
                .run(book, MONTHS, LedgerPlace.inDirectory(data), null);
        if (code == ExitCode.OK) {
            next().forEach(out::println);
        }
        return code;
    }

    private static List<String> next() {
        return List.of(
                "",
                "All of it is there. Try next:",
                "  ./ledger orders examples/orders-sample.csv --months 3 --data data/mine    a ledger that stays",
                "  the same with --months 6                                                 nothing is paid twice",
                "  ./ledger start --data data/server                                        a TigerBeetle server",
                "  ./ledger --help");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(DemoCommand::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
