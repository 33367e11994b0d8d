package io.ledgeractors.examples.payments;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.files.ReportFiles;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerOptions;
import io.ledgeractors.cli.terminal.Interruption;
import io.ledgeractors.cli.terminal.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code payments}: runs a payment service. */
@Command(
        name = "payments",
        description = "Runs a sharded payment service with two-phase payments and failures made on purpose. Proves from"
                + " the ledger that each payment was made once or not at all.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "The command can be killed at any moment and run again: nothing is paid twice. Several nodes of a cluster"
                    + " may make the same payments at the same time; each payment is made once."
        })
public final class PaymentsCommand implements Callable<Integer> {
    private static final int COUNT_MAX = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "The number of payments, 1 to 1000000 (default: ${DEFAULT-VALUE}). Another number is another shop.")
    private int count;

    @ArgGroup(exclusive = false)
    private @Nullable Membership membership;

    private static final class Membership {
        @Option(
                names = "--node",
                required = true,
                paramLabel = "I",
                description = "Joins a cluster as node I, makes the payments there and stays a member until Ctrl-C."
                        + " All nodes need the same --addresses.")
        private int node;

        @Option(
                names = "--seed",
                required = true,
                paramLabel = "HOST:PORT",
                converter = SeedsConverter.class,
                description = "The node to join. Node 1 itself listens there and begins the cluster; the others take a"
                        + " free port. A comma-separated list names the addresses of node 1, 2 and so on, and all of"
                        + " them are tried.")
        @SuppressWarnings("NullAway.Init") // required
        private SeedsConverter.Seeds seeds;
    }

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also writes report.txt and report.json into this directory.")
    private @Nullable Path report;

    @Override
    public Integer call() {
        if (count < 1 || count > COUNT_MAX) {
            throw new BadInputException("--count " + count + ": must be 1 to " + COUNT_MAX);
        }
        ReportFiles files = ReportFiles.in(report);
        Config base = ledger.place().over(ApplicationConfig.load());
        Member member = membership == null ? null : new Member(membership.node, membership.seeds.list(), base);
        Config config = member == null ? base : member.config();
        try (LedgerNode node = LedgerNode.join(config, spec.commandLine().getErr()::println)) {
            if (member == null) {
                return pay(node, files, ledger.adviceWhenInterrupted());
            }
            member.welcome(node, count, spec.commandLine().getOut());
            pay(node, files, Member.ADVICE);
            return member.stay(node, spec.commandLine().getOut());
        }
    }

    private int pay(LedgerNode node, ReportFiles files, String advice) {
        PaymentsReport done;
        try (Interruption interruption = Interruption.says(spec.commandLine().getErr(), advice)) {
            done = PaymentsJob.run(node, count, Progress.onTerminal());
        }
        return show(files, done);
    }

    private int show(ReportFiles files, PaymentsReport done) {
        boolean isWritten = files.show(spec.commandLine(), done.text(), done.json());
        if (done.isGood()) {
            return isWritten ? ExitCode.OK : ExitCode.FAILED;
        }
        return done.tally().undecided() > 0 ? ExitCode.UNKNOWN : ExitCode.FAILED;
    }
}
