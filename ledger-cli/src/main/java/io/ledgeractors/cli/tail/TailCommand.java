package io.ledgeractors.cli.tail;

import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerOptions;

import com.typesafe.config.Config;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes change events as they happen. */
@Command(
        name = "tail",
        description = "Writes what happens in the ledger as newline-delimited JSON, one change event a line.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Each transfer and each expiry is one line, in order, with both accounts as they were right after it. Numbers"
                    + " of 64 and 128 bits are texts. It goes on until SIGTERM or Ctrl-C, and ends with exit code 0.",
            "",
            "With --output an earlier run is continued: behind the last event in the file, every event once. What a"
                    + " kill -9 left of a line is cut off."
        })
public final class TailCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIMESTAMP",
            defaultValue = "0",
            converter = TimestampConverter.class,
            description = "The first event's least timestamp: ns since 1970, or such as 2024-02-29T12:00:00Z"
                    + " (default: the first event there is).")
    private long from;

    @Option(names = "--once", description = "Ends when there are no more events.")
    private boolean once;

    @Option(names = "--output", paramLabel = "FILE", description = "Appends to this file instead of printing.")
    private @Nullable Path output;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Override
    public Integer call() {
        Config config = ledger.place().over(ApplicationConfig.load());
        TailJob job = new TailJob(config, from, !once, spec.commandLine().getErr()::println);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> end(job, ended), "tail-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Path file = output;
            if (file == null) {
                // System.out would keep failures to itself.
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

    // A signal: what was read is written, the ledger is closed, and that is a good end.
    private static void end(TailJob job, CountDownLatch ended) {
        job.end();
        try {
            ended.await();
            Runtime.getRuntime().halt(ExitCode.OK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already.
        }
    }
}
