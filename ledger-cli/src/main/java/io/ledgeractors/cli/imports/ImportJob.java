package io.ledgeractors.cli.imports;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ImportOrderException;
import io.ledgeractors.streams.LedgerResult;
import io.ledgeractors.streams.StreamOutcomeUnknownException;
import io.ledgeractors.streams.StreamRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Imports a file, and resumes where an earlier run of the same plan ended, however it ended. Each row has an id: its
 * own, or one derived from the identity of the file and the number of the row. Sending a row twice therefore creates it
 * once.
 */
public final class ImportJob {
    private final ImportPlan plan;
    private final Progress progress;
    private final Consumer<String> notices;
    private final String ledger;
    private final ImportFiles files;
    private final Columns columns;
    private final RejectedForm rejectedForm;
    private final FileScan scan;
    private final @Nullable ImportState earlier;

    private ImportJob(Config config, ImportPlan plan, Progress progress, Consumer<String> notices) {
        FileScan.requireFile(plan.file());
        this.plan = plan;
        this.progress = progress;
        this.notices = notices;
        this.ledger = LedgerPlace.describe(config);
        this.files = ImportFiles.of(plan, config);
        try (CsvRows rows = new CsvRows(plan.file(), plan.csv())) {
            this.columns = plan.mapping().over(rows.header(), plan.kind());
            this.rejectedForm = RejectedForm.of(rows.header());
            this.scan = FileScan.of(plan.file(), rows, columns.has(Field.TIMESTAMP) ? form(new RowIds("")) : null);
        }
        this.earlier = earlier();
        files.checkRejected(plan, rejectedForm, earlier, identity());
    }

    /**
     * Runs the import. Blocks the caller until it is done. All files are checked before the ledger is opened.
     *
     * @param config the configuration of the actor system, which names the ledger
     * @param plan what to import
     * @param progress receives the progress
     * @param notices receives lines for people, from any thread
     * @return the outcome of the rows
     * @throws BadInputException if file, mapping or state cannot be used; nothing was written to the ledger
     * @throws UnknownOutcomeException if the outcome of some rows is unknown
     * @throws NotExecutedException if the import stopped after rows may have been written
     */
    public static ImportSummary run(Config config, ImportPlan plan, Progress progress, Consumer<String> notices) {
        try {
            ImportJob job = new ImportJob(config, plan, progress, notices);
            try (LedgerNode node = LedgerNode.open(config, notices)) {
                return job.run(node.system());
            }
        } finally {
            progress.end();
        }
    }

    /** Runs the import on a system whose ledger is open. */
    static ImportSummary run(ActorSystem<?> system, Config config, ImportPlan plan) {
        return new ImportJob(config, plan, Progress.NONE, notice -> {}).run(system);
    }

    private ImportSummary run(ActorSystem<?> system) {
        return run(system, form(new RowIds(identity())));
    }

    private <E, R extends LedgerResult> ImportSummary run(ActorSystem<?> system, RowForm<E, R> form) {
        ImportState start = start(system, form);
        RejectedRows rejected = prepare(start);
        try (rejected) {
            return run(system, form, start, rejected);
        } catch (BadInputException | IOException | UncheckedIOException e) {
            // Rows may be in the ledger at this point, so this is no longer bad input.
            throw new NotExecutedException(
                    "the import stopped: " + FileTrouble.behind(e).orElse(e.getMessage())
                            + "; rows before that may be in the ledger; run it again when the cause is gone");
        }
    }

    private RowForm<?, ?> form(RowIds ids) {
        return switch (plan.kind()) {
            case ACCOUNTS -> new AccountRows(columns, ids);
            case TRANSFERS -> new TransferRows(columns, ids);
        };
    }

    // Called before anything is sent. From then on a changed input is recognised, and the files belong to this run.
    private RejectedRows prepare(ImportState start) {
        try {
            RejectedRows rejected = RejectedRows.open(files.rejected(), plan.separator(), rejectedForm);
            try {
                if (!Objects.equals(earlier, ImportState.load(files.state()))) {
                    throw new BadInputException(
                            files.state() + ": another import has changed this state just now;" + " run it again");
                }
                rejected.begin(start.rejectedBytes());
                start.store(files.state());
                return rejected;
            } catch (IOException | RuntimeException e) {
                rejected.abandon();
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(FileTrouble.behind(e).orElse(e.getMessage())
                    + "; nothing was written to the ledger by this run; name files elsewhere with --rejected and"
                    + " --state");
        }
    }

    private <E, R extends LedgerResult> ImportSummary run(
            ActorSystem<?> system, RowForm<E, R> form, ImportState start, RejectedRows rejected) throws IOException {
        progress.begin("Rows", scan.rows());
        progress.add(start.row());
        try (CsvRows rows = new CsvRows(plan.file(), plan.csv())) {
            RowOutcomes settlement = new RowOutcomes(start, files.state(), rejected);
            stream(system, rows.skipTo(start.row()), form, settlement);
            if (!rows.content().equals(scan.content())) {
                throw new BadInputException(plan.file() + " was changed while it was imported");
            }
            return settlement.finish();
        }
    }

    private <E, R extends LedgerResult> void stream(
            ActorSystem<?> system, CsvRows rows, RowForm<E, R> form, RowOutcomes settlement) {
        try {
            Source.fromIterator(() -> rows)
                    .mapConcat(row -> read(row, form, settlement).stream().toList())
                    .via(rate())
                    .async()
                    .via(form.flow(system).asFlow())
                    .runForeach(
                            answered -> {
                                settlement.answered(answered.second(), answered.first());
                                progress.add(1);
                            },
                            system)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw meaning(e);
        }
    }

    private <T> Flow<T, T, NotUsed> rate() {
        Flow<T, T, NotUsed> flow = Flow.create();
        return plan.maxRate() == 0 ? flow : flow.throttle(plan.maxRate(), Duration.ofSeconds(1));
    }

    private static <E> Optional<Pair<E, Row>> read(Row row, RowForm<E, ?> form, RowOutcomes settlement) {
        try {
            E element = form.element(row);
            settlement.sent();
            return Optional.of(Pair.create(element, row));
        } catch (IllegalArgumentException wrong) {
            settlement.unreadable(row, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    // Returns the state of an earlier run of the same rows. Other content with derived ids would be created again.
    private @Nullable ImportState earlier() {
        ImportState state = ImportState.load(files.state());
        if (state == null || state.content().equals(scan.content())) {
            return state;
        }
        boolean isSameFile = state.file().equals(path());
        boolean isTold = plan.identity().isPresent() && plan.identity().get().equals(state.identity());
        if (!isSameFile && !isTold) {
            throw new BadInputException(files.state() + ": is the state of the import of another file, " + state.file()
                    + ", and is left as it is; name another with --state");
        }
        if (!columns.has(Field.ID) && plan.identity().isEmpty()) {
            throw new BadInputException(plan.file() + " has changed since it was imported, so its rows would get other"
                    + " ids and be created once more. --file-id " + state.identity()
                    + " keeps the ids of rows that have not moved; deleting " + plan.state()
                    + " makes it another file");
        }
        return state;
    }

    private ImportState start(ActorSystem<?> system, RowForm<?, ?> form) {
        ImportState fresh =
                ImportState.start(scan.content(), path(), files.rejected().toString(), identity(), fingerprint());
        if (earlier == null
                || earlier.isDone()
                || !earlier.content().equals(fresh.content())
                || !earlier.plan().equals(fresh.plan())
                || !earlier.identity().equals(fresh.identity())
                || earlier.row() > scan.rows()
                || sizeOfRejected() < earlier.rejectedBytes()) {
            return fresh;
        }
        if (!earlier.lastId().isEmpty() && !form.isThere(system, UInt128.parse(earlier.lastId()))) {
            notices.accept("The ledger does not have what an earlier run put into it; beginning with the first row.");
            return fresh;
        }
        files.requireRejectedOf(earlier);
        return earlier;
    }

    private String path() {
        return plan.file().toAbsolutePath().normalize().toString();
    }

    private long sizeOfRejected() {
        try {
            return Files.exists(files.rejected()) ? Files.size(files.rejected()) : 0;
        } catch (IOException e) {
            throw new BadInputException(files.rejected() + ": cannot be read: " + FileTrouble.of(e));
        }
    }

    private String identity() {
        return plan.identity().orElse(scan.content());
    }

    private String fingerprint() {
        return plan.kind() + " " + plan.separator() + " " + plan.skip() + " "
                + plan.mapping().fingerprint() + " " + files.rejected() + " " + ledger;
    }

    private static RuntimeException meaning(CompletionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof StreamOutcomeUnknownException unknown) {
            return new UnknownOutcomeException(unknown.count(), "rows");
        }
        if (cause instanceof StreamRefusedException || cause instanceof ImportOrderException) {
            return new NotExecutedException(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return e;
    }
}
