package io.ledgeractors.embedded;

import io.ledgeractors.embedded.checkpoint.Checkpointer;
import io.ledgeractors.embedded.checkpoint.LedgerImage;
import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.journal.recovery.ReplayCapacityException;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.recovery.Restorer;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.replica.Prepare;
import io.ledgeractors.embedded.replica.PrepareRecord;
import io.ledgeractors.embedded.replica.Replica;
import io.ledgeractors.embedded.replica.ReplicaSettings;
import io.ledgeractors.embedded.state.LedgerFullException;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.embedded.state.store.StoreFullException;
import io.ledgeractors.port.Disk;
import io.ledgeractors.wire.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the replica of a ledger: an empty one, or the one that a checkpoint holds. The log is replayed into it. */
final class LedgerRestorer implements Restorer {
    private final EmbeddedSettings settings;
    private final Disk disk;
    private final DiskSpace space;
    /** The directory of the records, or null if they lie off the heap. */
    private final @Nullable Path recordsPath;

    private @Nullable RecordFiles records;
    private @Nullable Replica replica;
    private @Nullable StateMachine state;
    private long seed = new SecureRandom().nextLong();
    private long checkpointOp;
    private int checkpointView;
    private long checkpointObjects;

    LedgerRestorer(EmbeddedSettings settings, Disk disk, DiskSpace space, @Nullable Path recordsPath) {
        this.settings = settings;
        this.disk = disk;
        this.space = space;
        this.recordsPath = recordsPath;
    }

    @Override
    public Replayer restore(@Nullable Checkpoint checkpoint) throws IOException, LogException {
        if (checkpoint == null) {
            records = recordsPath == null ? null : newRecords(recordsPath);
            build(records == null ? RecordStores.offHeap() : records);
        } else if (recordsPath == null) {
            throw new LogException("the ledger in " + settings.dataDirectory()
                    + " has a checkpoint, which keeps records in files; open it with memory.records = file");
        } else {
            resume(recordsPath, checkpoint);
        }
        return (bytes, offset, size) -> {
            Prepare prepare = PrepareRecord.read(bytes, offset, size);
            if (!isInCheckpoint(prepare)) {
                replay(prepare);
            }
            return prepare.op();
        };
    }

    private RecordFiles newRecords(Path path) throws IOException {
        RecordFiles files = new RecordFiles(disk, path, settings.memory().offHeap(), seed);
        files.check();
        return files;
    }

    private void resume(Path path, Checkpoint checkpoint) throws IOException, LogException {
        try {
            ImageReader image = LedgerImage.reader(checkpoint.body());
            seed = image.getLong();
            RecordFiles files = RecordFiles.resume(disk, path, settings.memory().offHeap(), seed, image);
            records = files;
            Replica built = build(files);
            built.restore(image, LedgerImage.replies(checkpoint.body()));
            image.end();
            checkpointOp = built.op();
            checkpointView = built.view();
            checkpointObjects = objects();
        } catch (IllegalArgumentException | IllegalStateException damaged) {
            throw new LogException(
                    "the ledger cannot be opened from the checkpoint of operation " + checkpoint.op() + ": "
                            + damaged.getMessage() + "; restore the directory from a copy. Nothing was changed",
                    damaged);
        }
    }

    private Replica build(RecordStores stores) {
        StateSettings state = StateSettings.create()
                .withBatchSizeLimit(settings.batchSizeLimit())
                .withHeapMax(settings.memory().heap())
                .withHashSeed(seed);
        StateMachine machine = new StateMachine(state, stores);
        Replica built = new Replica(
                new ReplicaSettings(
                        settings.clusterId(), settings.release(), Release.CLIENT_MIN, settings.batchSizeLimit()),
                new LedgerMachine(machine, space));
        machine.deferIndexes(true);
        this.state = machine;
        replica = built;
        return built;
    }

    // A start has the position of the operation before it, and the view tells it from that operation.
    private boolean isInCheckpoint(Prepare prepare) {
        boolean laterStart = prepare.kind() == Prepare.Kind.START && prepare.view() > checkpointView;
        return prepare.op() <= checkpointOp && !laterStart;
    }

    private void replay(Prepare prepare) {
        try {
            replica().replay(prepare);
        } catch (StoreFullException | LedgerFullException full) {
            throw new ReplayCapacityException(String.valueOf(full.getMessage()), full);
        }
    }

    /** Ends the replay. Requires {@link #restore}. */
    void replayed() {
        Objects.requireNonNull(state).deferIndexes(false);
    }

    /** Returns the replica. Requires {@link #restore}. */
    Replica replica() {
        return Objects.requireNonNull(replica);
    }

    /** Returns the files of the records, or null if there are none. */
    @Nullable
    RecordFiles records() {
        return records;
    }

    /** Returns the seed of the ledger's hashes. */
    long seed() {
        return seed;
    }

    private long objects() {
        return Objects.requireNonNull(state).objects();
    }

    /** Returns what checkpoints save of the state machine. */
    Checkpointer.Saved saved() {
        StateMachine machine = Objects.requireNonNull(state);
        return new Checkpointer.Saved() {
            @Override
            public long objects() {
                return machine.objects();
            }

            @Override
            public void saveBalances(long events, int pages) {
                machine.saveBalances(events, pages);
            }
        };
    }

    /** Returns the position of the last operation in the checkpoint; 0 if there is none. */
    long checkpointOp() {
        return checkpointOp;
    }

    /** Returns the number of objects in the checkpoint; 0 if there is none. */
    long checkpointObjects() {
        return checkpointObjects;
    }
}
