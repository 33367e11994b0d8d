package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerOpenException;
import io.ledgeractors.embedded.SteppedLedger;
import io.ledgeractors.embedded.server.MemoryConnection;
import io.ledgeractors.port.Clock;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.testkit.internal.ledger.SessionEviction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The process of the ledger: the stepped embedded ledger, its disk and its clock. It executes soon after a frame came,
 * and forces some time later, so that a crash can come between the two. One thread uses it.
 */
public final class SimulatedServer {
    private static final long EXECUTE_NANOS = 20_000;
    private static final long FORCE_NANOS = 300_000;
    private static final long EXPIRE_EVERY = 100_000_000;
    private static final long RESTART_AFTER = 500_000_000;
    /** The ledger runs so long without a fault before its expiries are checked. */
    private static final long EXPIRED_WITHIN = 1_000_000_000;

    private final Agenda agenda;
    private final Chances chances;
    private final Trace trace;
    private final EmbeddedSettings settings;
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private final ReadHistory reads = new ReadHistory();
    private MemoryDisk disk = new MemoryDisk();
    private @Nullable SteppedLedger ledger;
    private long clockStep;
    private long forceNanos = FORCE_NANOS;
    private boolean isDiskFailing;
    private boolean isDiskFull;
    private boolean isWorkPlanned;
    private boolean isForcePlanned;
    private int starts;
    private long startedAt;

    public SimulatedServer(Agenda agenda, Chances chances, Trace trace, int batchSizeLimit) {
        this.agenda = agenda;
        this.chances = chances;
        this.trace = trace;
        this.settings = EmbeddedSettings.inDirectory(Path.of("simulated"))
                .withFreeSpaceWarning(0)
                .withBatchSizeLimit(batchSizeLimit)
                .withClock(new ServerClock());
        start();
        agenda.after(EXPIRE_EVERY, this::expireAgain);
    }

    public EmbeddedSettings settings() {
        return settings;
    }

    /** Returns the reads that the server has answered. */
    ReadHistory reads() {
        return reads;
    }

    /** Returns a copy of the disk, as the end of the process would leave it. */
    MemoryDisk diskAfterKill() {
        return disk.kill();
    }

    public boolean isRunning() {
        return ledger != null;
    }

    /**
     * Returns when the server has run for long enough to expire what is due, ns on the agenda.
     *
     * @param faultsEnd when the last fault ended
     */
    public long hasExpiredAt(long faultsEnd) {
        return Math.max(faultsEnd, startedAt) + EXPIRED_WITHIN;
    }

    /** Returns the time up to which transfers have expired after {@link #hasExpiredAt}, ns since 1970. */
    long expiredUntil() {
        return settings.clock().realtimeNanos() - EXPIRED_WITHIN;
    }

    private void start() {
        starts++;
        trace.add("server starts", starts);
        try {
            ledger = SteppedLedger.open(settings, disk);
            startedAt = agenda.monotonicNanos();
        } catch (LedgerOpenException refused) {
            if (!isDiskFailing && !isDiskFull) {
                throw refused;
            }
            trace.add("server does not start", starts);
            end(MemoryDisk::kill, RESTART_AFTER);
        }
    }

    private void expireAgain() {
        plan();
        agenda.after(EXPIRE_EVERY, this::expireAgain);
    }

    // ---- connections

    /** Takes a connection; returns null if the process does not run. */
    @Nullable
    MemoryConnection connect(SimulatedConnection peer) {
        SteppedLedger running = ledger;
        if (running == null) {
            return null;
        }
        connections.removeIf(before -> !before.isServed());
        connections.add(peer);
        return running.connect(peer);
    }

    /** Tells that bytes came on a connection. */
    void plan() {
        if (!isWorkPlanned && ledger != null) {
            isWorkPlanned = true;
            int start = starts;
            agenda.after(chances.about(EXECUTE_NANOS), () -> work(start));
        }
    }

    private void work(int start) {
        SteppedLedger running = ledger;
        if (running == null || start != starts) {
            return;
        }
        isWorkPlanned = false;
        running.execute();
        if (running.stopped() != null) {
            failed(running);
        } else if (running.isForceDue() && !isForcePlanned) {
            isForcePlanned = true;
            agenda.after(chances.about(forceNanos), () -> force(start));
        }
    }

    private void force(int start) {
        SteppedLedger running = ledger;
        if (running == null || start != starts) {
            return;
        }
        isForcePlanned = false;
        running.force();
        trace.add("force", disk.calls());
        if (running.stopped() != null) {
            failed(running);
        } else {
            plan();
        }
    }

    // ---- faults

    // A ledger whose disk failed acknowledges nothing any more. A supervisor starts the process again.
    private void failed(SteppedLedger stopped) {
        trace.add("server stopped by its disk", starts);
        end(MemoryDisk::kill, chances.between(1_000_000, 500_000_000));
    }

    /** Ends the process at once. It starts again after this many ns, with everything that was written. */
    public void kill(long downNanos) {
        if (ledger != null) {
            trace.add("server killed", starts);
            end(MemoryDisk::kill, downNanos);
        }
    }

    /** Lets the machine lose its power: any part of what was not forced is lost. */
    public void losePower(Random random, long downNanos) {
        if (ledger != null) {
            trace.add("server loses its power", starts);
            end(before -> before.powerCut(random), downNanos);
        }
    }

    private void end(UnaryOperator<MemoryDisk> left, long downNanos) {
        ledger = null;
        isWorkPlanned = false;
        isForcePlanned = false;
        disk = left.apply(disk);
        isDiskFailing = false;
        fill();
        List<SimulatedConnection> open = List.copyOf(connections);
        connections.clear();
        open.forEach(SimulatedConnection::serverDied);
        agenda.after(downNanos, () -> {
            if (ledger == null) {
                start();
            }
        });
    }

    /** Lets a force that is to come fail once; its bytes are served to readers and are lost at the next power cut. */
    public void loseAtForce(int force) {
        trace.add("a force will fail", force);
        isDiskFailing = true;
        disk.loseAtForce(force);
    }

    /** Lets a write or force that is to come fail, and all after it. */
    public void failAt(int call) {
        trace.add("a call of the disk will fail", call);
        isDiskFailing = true;
        disk.failAt(call);
    }

    /** Fills the disk, or frees it. */
    public void fill(boolean isFull) {
        trace.add("disk full", isFull ? 1 : 0);
        isDiskFull = isFull;
        fill();
        SteppedLedger running = ledger;
        if (running != null) {
            running.lookAtDisk();
        }
    }

    private void fill() {
        long free = isDiskFull ? 0 : Long.MAX_VALUE;
        disk.usableBytes(free);
        disk.freeBytes(free);
    }

    /** Ends all faults that last. */
    public void heal() {
        isDiskFailing = false;
        disk.failAt(Long.MAX_VALUE / 2);
        disk.loseAtForce(Long.MAX_VALUE / 2);
        fill(false);
        slow(0);
    }

    /** Sets the clock of the server forwards or backwards. */
    public void stepClock(long nanos) {
        trace.add("clock steps", nanos);
        clockStep += nanos;
    }

    /** Makes each force take this many ns as a rule; 0 sets the usual time. */
    public void slow(long nanos) {
        trace.add("forces take", nanos);
        forceNanos = nanos == 0 ? FORCE_NANOS : nanos;
    }

    /** Registers as many newer clients as the server has sessions, so that it forgets all sessions before. */
    public void evictSessions(Random random) {
        SteppedLedger running = ledger;
        if (running == null) {
            return;
        }
        trace.add("sessions evicted", starts);
        SessionEviction.evictAll(running, settings.clusterId(), random);
        if (running.stopped() != null) {
            failed(running);
        }
    }

    private final class ServerClock implements Clock {
        @Override
        public long realtimeNanos() {
            return agenda.realtimeNanos() + clockStep;
        }

        @Override
        public long monotonicNanos() {
            return agenda.monotonicNanos();
        }
    }
}
