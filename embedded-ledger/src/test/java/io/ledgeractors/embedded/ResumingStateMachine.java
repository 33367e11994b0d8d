package io.ledgeractors.embedded;

import io.ledgeractors.embedded.image.ImageReader;
import io.ledgeractors.embedded.image.ImageWriter;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.tck.generator.PreparedLedger;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;

/**
 * A state machine that is saved now and then, loses its power, and resumes from what it saved. Power goes right after
 * the save, or after further requests that are then lost; those are executed again, as the log would do it.
 */
final class ResumingStateMachine implements PreparedLedger {
    private static final Path RECORDS = Path.of("records");
    private static final int SAVE_ONE_OF = 12;
    private static final int EVENTS_OF_PASS = 60;
    private static final long CACHE = 16 << 20;

    private final StateSettings settings;
    private final Random random;
    private final Function<StateMachine, PreparedLedger> form;
    private MemoryDisk disk = new MemoryDisk();
    private RecordFiles records;
    private StateMachine state;
    private PreparedLedger machine;
    private int resumed;

    ResumingStateMachine(int batchSizeLimit, long seed) {
        this(batchSizeLimit, seed, PreparedStateMachine::new);
    }

    /** Creates an empty ledger; {@code form} makes each of its state machines a prepared ledger. */
    ResumingStateMachine(int batchSizeLimit, long seed, Function<StateMachine, PreparedLedger> form) {
        this.form = form;
        settings = StateSettings.create().withBatchSizeLimit(batchSizeLimit).withHashSeed(seed);
        random = new Random(seed);
        records = new RecordFiles(disk, RECORDS, CACHE, seed);
        state = new StateMachine(settings, records);
        machine = form.apply(state);
    }

    /** Returns how often it has resumed. */
    int resumed() {
        return resumed;
    }

    @Override
    public boolean isValid(Operation operation, ByteBuffer body) {
        return machine.isValid(operation, body);
    }

    @Override
    public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
        state.saveBalances(EVENTS_OF_PASS, 1 + random.nextInt(2));
        if (random.nextInt(SAVE_ONE_OF) != 0) {
            return machine.execute(operation, timestamp, body);
        }
        ByteBuffer image = save();
        if (random.nextBoolean()) {
            machine.execute(operation, timestamp, body);
        }
        resume(image);
        return machine.execute(operation, timestamp, body);
    }

    @Override
    public int pulse(long timestamp) {
        if (random.nextInt(SAVE_ONE_OF) == 0) {
            ByteBuffer image = save();
            if (random.nextBoolean()) {
                machine.pulse(timestamp);
            }
            resume(image);
        }
        return machine.pulse(timestamp);
    }

    @Override
    public long nextExpiry() {
        return machine.nextExpiry();
    }

    private ByteBuffer save() {
        ImageWriter image = new ImageWriter();
        records.save(image);
        try {
            records.force();
            if (random.nextBoolean()) {
                records.checkpointCounts();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return image.written();
    }

    private void resume(ByteBuffer image) {
        disk = disk.powerCut(random);
        try {
            ImageReader reader = new ImageReader(image);
            records = RecordFiles.resume(disk, RECORDS, CACHE, settings.hashSeed(), reader);
            reader.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        state = new StateMachine(settings, records);
        machine = form.apply(state);
        resumed++;
        if (random.nextBoolean()) {
            catchUp();
        }
    }

    private void catchUp() {
        while (state.catchUp()) {
            if (state.isReady(Operation.QUERY_TRANSFERS)) {
                throw new AssertionError("more is left, but queries are ready");
            }
        }
        if (!state.isReady(Operation.QUERY_TRANSFERS)) {
            throw new AssertionError("nothing is left, but queries are not ready");
        }
    }
}
