package io.ledgeractors.embedded;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.server.MemoryConnection;
import io.ledgeractors.embedded.server.MemoryPeer;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A stepped ledger with one client, which dies at any call of its disk and is opened again on what is left. */
final class CrashingLedger {
    private static final int SEGMENT_BYTES = 128 * 1024;
    private static final int OPENINGS_MAX = 20;
    private static final int ATTEMPTS_MAX = 20;

    private final EmbeddedSettings settings;
    private final @Nullable CheckpointSettings checkpoints;
    private final Random random;
    private MemoryDisk disk;
    private SteppedLedger ledger;
    private Line line;
    private int crashes;
    private int refusals;
    /** The view of the newest reply, and whether the ledger was opened since. */
    private int view;

    private boolean opened;
    private int openedFromCheckpoints;

    private static final class Line implements MemoryPeer {
        final Queue<ByteBuffer> frames = new ArrayDeque<>();
        final MemoryConnection connection;

        @Nullable
        String why;

        Line(SteppedLedger ledger) {
            connection = ledger.connect(this);
        }

        @Override
        public void receive(ByteBuffer frame) {
            frames.add(Bytes.allocate(frame.limit()).put(0, frame, 0, frame.limit()));
        }

        @Override
        public void closed(String why) {
            this.why = why;
        }
    }

    CrashingLedger(EmbeddedSettings settings, @Nullable CheckpointSettings checkpoints, Random random) {
        this(settings, checkpoints, random, new MemoryDisk());
    }

    CrashingLedger(
            EmbeddedSettings settings, @Nullable CheckpointSettings checkpoints, Random random, MemoryDisk disk) {
        this.disk = disk;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.random = random;
        this.ledger = opened();
        this.line = new Line(ledger);
    }

    int crashes() {
        return crashes;
    }

    int openedFromCheckpoints() {
        return openedFromCheckpoints;
    }

    /** Connects another client. */
    void connect() {
        line = new Line(ledger);
    }

    /** Sends a request and returns its reply. */
    ByteBuffer ask(ByteBuffer frame) {
        ByteBuffer reply = answer(frame);
        if (reply == null) {
            throw new AssertionError("no reply; stopped: " + ledger.stopped() + ", connection: " + line.why);
        }
        return reply;
    }

    /** Sends a request, again once there is space if it is refused for lack of space, and returns its reply. */
    ByteBuffer askOnAFullDisk(ByteBuffer frame) {
        ByteBuffer reply = answer(frame);
        for (int attempt = 0; reply == null && attempt < ATTEMPTS_MAX && ledger.stopped() == null; attempt++) {
            refusals++;
            disk.fullAt(Long.MAX_VALUE / 2, 0);
            ledger.lookAtDisk();
            connect();
            reply = answer(frame);
        }
        if (reply == null) {
            throw new AssertionError("no reply; stopped: " + ledger.stopped() + ", connection: " + line.why);
        }
        requireView(Header.view(reply, 0));
        return reply;
    }

    int refusals() {
        return refusals;
    }

    /** Ends the process, and opens the ledger again. */
    void killAndOpen() {
        disk = disk.kill();
        ledger = opened();
        connect();
    }

    /**
     * Sends a read and returns its reply. The ledger may crash afterwards, but not before, because a read that is sent
     * again is executed again, at another time.
     */
    ByteBuffer askAndCrash(ByteBuffer frame) {
        disk.loseAtForce(Long.MAX_VALUE / 2);
        ByteBuffer reply = ask(frame);
        requireView(Header.view(reply, 0));
        if (random.nextInt(4) == 0) {
            crash();
        }
        return reply;
    }

    /** Sends a request that is logged, again after each crash, and returns its reply. */
    ByteBuffer askInSpiteOfCrashes(ByteBuffer frame) {
        if (random.nextInt(3) == 0) {
            disk.failAt(random.nextInt(25));
        } else if (random.nextInt(8) == 0) {
            disk.loseAtForce(random.nextInt(12));
        }
        ByteBuffer reply = answer(frame);
        for (int attempt = 0; reply == null || ledger.stopped() != null; attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new AssertionError("no reply; stopped: " + ledger.stopped() + ", connection: " + line.why);
            }
            crash();
            reply = answer(frame);
        }
        disk.failAt(Long.MAX_VALUE / 2);
        requireView(Header.view(reply, 0));
        if (random.nextInt(20) == 0) {
            crash();
        }
        return reply;
    }

    private void requireView(int next) {
        if (opened ? next <= view : next != view) {
            throw new AssertionError("view " + next + " follows view " + view);
        }
        view = next;
        opened = false;
    }

    private @Nullable ByteBuffer answer(ByteBuffer frame) {
        line.connection.receive(frame.duplicate());
        ledger.execute();
        ledger.force();
        return line.frames.poll();
    }

    /** Ends the ledger where it is, and opens it, which may fail at any call, too. */
    private void crash() {
        for (int opening = 0; ; opening++) {
            crashes++;
            disk = random.nextInt(4) == 0 ? disk.kill() : disk.powerCut(random);
            if (opening < OPENINGS_MAX && random.nextInt(3) == 0) {
                disk.failAt(random.nextInt(25));
            }
            try {
                ledger = opened();
                line = new Line(ledger);
                disk.failAt(Long.MAX_VALUE / 2);
                return;
            } catch (LedgerOpenException failed) {
                if (!String.valueOf(failed.getMessage()).contains("failed on purpose")) {
                    throw failed;
                }
            }
        }
    }

    private SteppedLedger opened() {
        if (disk.names().stream().anyMatch(name -> name.endsWith(".checkpoint"))) {
            openedFromCheckpoints++;
        }
        opened = true;
        return LedgerParts.openStepped(settings, SEGMENT_BYTES, disk, checkpoints)
                .into(parts -> new SteppedLedger(settings, parts));
    }
}
