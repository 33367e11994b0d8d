package io.ledgeractors.examples.imports;

import com.typesafe.config.Config;
import io.ledgeractors.examples.job.LedgerNode;
import io.ledgeractors.examples.job.LedgerPlace;
import io.ledgeractors.examples.job.NotExecutedException;
import io.ledgeractors.examples.job.Progress;
import io.ledgeractors.examples.job.UnknownOutcomeException;
import io.ledgeractors.examples.orders.BadInputException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ImportOrderException;
import io.ledgeractors.streams.LedgerResult;
import io.ledgeractors.streams.OutcomeUnknownException;
import io.ledgeractors.streams.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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
 * Imports a file, and goes on where an earlier run of the same plan ended, however it ended. Each row has its id, its own
 * or one made from the file's identity and its number, so that sending it twice creates it once.
 */
public final class ImportJob {
    private final ImportPlan plan;
    private final Progress progress;
    private final Consumer<String> notices;
    private final FileHash hash;
    private final String ledger;

    private ImportJob(ImportPlan plan, Progress progress, Consumer<String> notices, String ledger) {
        this.plan = plan;
        this.progress = progress;
        this.notices = notices;
        this.ledger = ledger;
        this.hash = FileHash.of(plan.file());
    }

    /**
     * Runs the import. Blocks the caller until it is done.
     *
     * @param config of the actor system, with the ledger in it
     * @param notices gets lines for people, from any thread
     * @throws BadInputException if file, mapping or state cannot be used
     * @throws UnknownOutcomeException if it is not known what became of some rows
     * @throws NotExecutedException if the ledger could not be asked any more
     */
    public static ImportSummary run(Config config, ImportPlan plan, Progress progress, Consumer<String> notices) {
        ImportJob job = new ImportJob(plan, progress, notices, LedgerPlace.describe(config));
        try (CsvRows rows = new CsvRows(plan.file(), plan.separator())) {
            Columns columns = plan.mapping().over(rows.header(), plan.kind());
            Checkpoint earlier = job.earlier(columns);
            RowIds ids = new RowIds(job.identity());
            try (LedgerNode node = LedgerNode.open(config, notices)) {
                return switch (plan.kind()) {
                    case ACCOUNTS -> job.run(node.system(), rows, earlier, new AccountRows(columns, ids));
                    case TRANSFERS -> job.run(node.system(), rows, earlier, new TransferRows(columns, ids));
                };
            }
        } catch (IOException e) {
            throw new BadInputException("the file of rejected rows or the state cannot be written: " + e.getMessage());
        } finally {
            progress.end();
        }
    }

    private <E, R extends LedgerResult> ImportSummary run(
            ActorSystem<?> system, CsvRows rows, @Nullable Checkpoint earlier, RowForm<E, R> form) throws IOException {
        Checkpoint start = start(system, earlier, form);
        progress.begin("Rows", hash.lines());
        progress.add(start.row());
        try (RejectedRows rejected =
                RejectedRows.open(plan.rejected(), plan.separator(), rows.header(), start.rejectedBytes())) {
            // Before anything is sent: from now on a changed file is told from this one.
            start.store(plan.state());
            Settlement settlement = new Settlement(start, plan.state(), rejected);
            stream(system, rows.skipTo(start.row()), form, settlement);
            return settlement.finish();
        }
    }

    private <E, R extends LedgerResult> void stream(
            ActorSystem<?> system, CsvRows rows, RowForm<E, R> form, Settlement settlement) {
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

    private static <E> Optional<Pair<E, Row>> read(Row row, RowForm<E, ?> form, Settlement settlement) {
        try {
            E element = form.element(row);
            settlement.sent();
            return Optional.of(Pair.create(element, row));
        } catch (IllegalArgumentException wrong) {
            settlement.unreadable(row, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    // The state of an earlier run, if it is of the same rows. Other content under made ids would be created anew.
    private @Nullable Checkpoint earlier(Columns columns) {
        Checkpoint state = Checkpoint.load(plan.state());
        if (state == null || state.content().equals(hash.content())) {
            return state;
        }
        if (!columns.has(Field.ID) && plan.identity().isEmpty()) {
            throw new BadInputException(plan.file() + " has changed since it was imported, so its rows would get other"
                    + " ids and be created once more. --file-id " + state.identity()
                    + " keeps the ids of rows that have not moved; deleting " + plan.state()
                    + " makes it another file");
        }
        return null;
    }

    private Checkpoint start(ActorSystem<?> system, @Nullable Checkpoint earlier, RowForm<?, ?> form)
            throws IOException {
        Checkpoint fresh = Checkpoint.start(hash.content(), identity(), fingerprint());
        if (earlier == null
                || earlier.isDone()
                || !earlier.plan().equals(fresh.plan())
                || !earlier.identity().equals(fresh.identity())
                || sizeOfRejected() < earlier.rejectedBytes()) {
            return fresh;
        }
        if (!earlier.lastId().isEmpty() && !form.isThere(system, UInt128.parse(earlier.lastId()))) {
            notices.accept("The ledger does not have what an earlier run put into it; beginning with the first row.");
            return fresh;
        }
        return earlier;
    }

    private long sizeOfRejected() throws IOException {
        return Files.exists(plan.rejected()) ? Files.size(plan.rejected()) : 0;
    }

    private String identity() {
        return plan.identity().orElse(hash.content());
    }

    private String fingerprint() {
        return plan.kind() + " " + plan.separator() + " " + plan.mapping().fingerprint() + " " + plan.rejected() + " "
                + ledger;
    }

    private static RuntimeException meaning(CompletionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof OutcomeUnknownException unknown) {
            return new UnknownOutcomeException(unknown.count(), "rows");
        }
        if (cause instanceof RefusedException || cause instanceof ImportOrderException) {
            return new NotExecutedException(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return e;
    }
}
