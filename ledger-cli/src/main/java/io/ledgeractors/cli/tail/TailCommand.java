package io.ledgeractors.cli.tail;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerOptions;
import io.ledgeractors.cli.ledger.LedgerPlace;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code tail}: writes change events as they happen. */
@Command(
        name = "tail",
        description = "Writes the change events of the ledger as newline-delimited JSON, one event per line.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Each transfer and each expiry is one line, in order, with both accounts as they were right after it."
                    + " Numbers of 64 and 128 bits are strings. The command runs until SIGTERM or Ctrl-C, and then ends"
                    + " with exit code 0, or with 1 if that takes more than 10 s.",
            "",
            "The command only reads. It refuses a directory that holds no ledger, and a ledger in memory.",
            "",
            "With --output the command continues an earlier run after the last event in the file, so every event is"
                    + " written once. A line that a kill -9 left unfinished is cut off."
        })
public final class TailCommand implements Callable<Integer> {
    private static final long END_WITHIN_SECONDS = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIMESTAMP",
            defaultValue = "0",
            converter = TimestampConverter.class,
            description = "The minimum timestamp of events: ns since 1970, or an instant such as 2024-02-29T12:00:00Z"
                    + " (default: all events).")
    private long from;

    @Option(names = "--once", description = "Ends after the last event that exists now.")
    private boolean once;

    @Option(names = "--output", paramLabel = "FILE", description = "Appends events to this file, and prints none.")
    private @Nullable Path output;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Override
    public Integer call() {
        Config config = ledger.place().over(ApplicationConfig.load());
        if (LedgerPlace.isInMemory(config)) {
            throw new BadInputException("a ledger in memory is new and has no events; name the ledger to read with"
                    + " --data DIR or --addresses LIST");
        }
        TailJob job = new TailJob(config, from, !once, spec.commandLine().getErr()::println);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> end(job, ended), "tail-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Path file = output;
            if (file == null) {
                // System.out would swallow failures to write.
                job.writeTo(new FileOutputStream(FileDescriptor.out));
            } else {
                job.appendTo(file);
            }
            return ExitCode.OK;
        } finally {
            ended.countDown();
            unhook(hook);
        }
    }

    // Runs on a signal. Events that were read are written and the ledger is closed, so the exit code is 0. A reader of
    // the output that takes nothing any more must not keep the process.
    private void end(TailJob job, CountDownLatch ended) {
        job.end();
        try {
            boolean isDone = ended.await(END_WITHIN_SECONDS, TimeUnit.SECONDS);
            if (!isDone) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("ledger: ended after " + END_WITHIN_SECONDS
                        + " s, although events that were read may not be written; run it again");
                err.flush();
            }
            Runtime.getRuntime().halt(isDone ? ExitCode.OK : ExitCode.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM is ending, and the hook is running.
        }
    }
}
