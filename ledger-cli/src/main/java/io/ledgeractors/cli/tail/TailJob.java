package io.ledgeractors.cli.tail;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.files.OutputFile;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.javadsl.LedgerSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;

/** Writes change events as they happen, until {@link #end} is called. */
public final class TailJob {
    /** A command that reads must not cut off a block that may have been acknowledged. */
    private static final Config READING = ConfigFactory.parseString("ledger-actors.embedded.tail-loss = refuse");

    private static final int LINES_A_WRITE = 1_000;
    private static final Duration WRITE_EVERY = Duration.ofMillis(20);

    private final SharedKillSwitch end = KillSwitches.shared("tail");
    private final Config config;
    private final long from;
    private final boolean isLive;
    private final Consumer<String> notices;

    /**
     * Creates a job that has not begun.
     *
     * @param config the configuration of the actor system, which names the ledger
     * @param from minimum timestamp in ns since 1970, inclusive; 0 for all events
     * @param isLive true to wait for new events; false to end after the last event that exists
     * @param notices receives lines for people, from any thread
     */
    public TailJob(Config config, long from, boolean isLive, Consumer<String> notices) {
        this.config = READING.withFallback(config);
        this.from = from;
        this.isLive = isLive;
        this.notices = notices;
    }

    /**
     * Appends events to a file, after the last event in it if there is one. Blocks the caller until the job ends.
     *
     * @throws BadInputException if the file cannot be used
     * @throws NotExecutedException if the file cannot be written any more, for instance because the disk is full
     */
    public void appendTo(Path output) {
        requireLedger();
        Path file = OutputFile.real("--output", output, config);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            requireAlone(file, open.getChannel());
            long last = EventFile.repair(file, open);
            open.seek(open.length());
            run(Channels.newOutputStream(open.getChannel()), file.toString(), Math.max(from, last + 1));
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be written: " + FileTrouble.of(e));
        }
    }

    // Two jobs on one file would write each event twice and mix their lines. A file system without locks must not
    // prevent the job.
    private static void requireAlone(Path file, FileChannel channel) {
        boolean isAlone;
        try {
            isAlone = channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            isAlone = false;
        } catch (IOException noLocks) {
            isAlone = true;
        }
        if (!isAlone) {
            throw new BadInputException(file + ": another tail appends to it just now; name another file");
        }
    }

    /**
     * Writes events to a stream. Blocks the caller until the job ends.
     *
     * @throws NotExecutedException if the stream cannot be written any more, for instance because the disk is full
     */
    public void writeTo(OutputStream out) {
        requireLedger();
        run(out, "the output", from);
    }

    /** Ends the job once the events that were read are written. May be called by any thread. */
    public void end() {
        end.shutdown();
    }

    // Opening a missing ledger would create an empty one, but a command that reads must change nothing.
    private void requireLedger() {
        Optional<Path> directory = LedgerPlace.directory(config);
        if (directory.isPresent() && !holdsLedger(directory.get())) {
            throw new BadInputException("there is no ledger in " + directory.get()
                    + "; is the name right? Reading does not make a new one");
        }
    }

    private static boolean holdsLedger(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".log"));
        } catch (IOException e) {
            return false;
        }
    }

    private void run(OutputStream out, String name, long timestampMin) {
        try (LedgerNode node = LedgerNode.open(config, notices)) {
            events(node.system(), timestampMin)
                    .via(end.flow())
                    .map(ChangeEventJson::line)
                    .groupedWithin(LINES_A_WRITE, WRITE_EVERY)
                    .runForeach(lines -> write(lines, out, name), node.system())
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw e;
        }
    }

    private Source<ChangeEvent, NotUsed> events(ActorSystem<?> system, long timestampMin) {
        ChangeEventsFilter filter =
                ChangeEventsFilter.builder().timestampMin(timestampMin).build();
        LedgerStreamSettings settings = LedgerStreamSettings.create(system);
        return isLive
                ? LedgerSource.liveChangeEvents(system, settings, filter)
                : LedgerSource.changeEvents(system, settings, filter);
    }

    private static void write(List<String> lines, OutputStream out, String name) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new NotExecutedException(
                    name + " cannot be written: " + FileTrouble.of(e) + "; the events before that are there");
        }
    }
}
