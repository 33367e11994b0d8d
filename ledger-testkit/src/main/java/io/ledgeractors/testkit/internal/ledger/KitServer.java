package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.SteppedLedger;
import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.embedded.replica.LocalCall;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import io.ledgeractors.tck.disk.MemoryDisk;
import io.ledgeractors.testkit.internal.fault.Strike;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The server side of a kit's ledger: the stepped embedded ledger, its disk, and the connections of the sessions. It
 * works after each frame and lets faults of requests, of the disk and of the power take their effect. Used on the
 * ledger's thread.
 */
final class KitServer {
    private static final String POWER_LOST = "the server has lost its power";

    /** A copy of a request that waits for its release. */
    private record Held(MemoryLine line, ByteBuffer frame, StruckRequest request) {}

    private final EmbeddedSettings settings;
    private final LedgerThread thread;
    private final Clock clock;
    private final Alarms alarms;
    private final Random random;
    private final List<MemoryLine> lines = new ArrayList<>();
    private List<Held> held = new ArrayList<>();
    private MemoryDisk disk = new MemoryDisk();
    private SteppedLedger ledger;
    private long forceNanos;
    private boolean isForcing;

    KitServer(EmbeddedSettings settings, LedgerThread thread, Alarms alarms, Random random) {
        this.settings = settings;
        this.thread = thread;
        this.clock = settings.clock();
        this.alarms = alarms;
        this.random = random;
        this.ledger = SteppedLedger.open(settings, disk);
    }

    // ---- requests

    /** Takes a connection. */
    void connect(MemoryLine line) {
        lines.removeIf(before -> !before.isOpen());
        lines.add(line);
        line.opened(ledger.connect(line));
    }

    /** Takes a frame of a connection; {@code struck} is the request that it carries if a fault strikes it. */
    void arrive(MemoryLine line, ByteBuffer frame, @Nullable StruckRequest struck) {
        if (struck == null) {
            line.deliver(frame);
            work(null);
        } else if (struck.isHeld()) {
            held.add(new Held(line, frame, struck));
        } else if (!struck.strikesNow(Strike.Plain.DROP_REQUEST)) {
            arriveLater(line, frame, struck);
        }
    }

    private void arriveLater(MemoryLine line, ByteBuffer frame, StruckRequest struck) {
        long delay = struck.delay(clock.monotonicNanos());
        if (delay > 0) {
            alarms.set(delay, () -> thread.settle(() -> arriveNow(line, frame, struck)));
        } else {
            arriveNow(line, frame, struck);
        }
    }

    private void arriveNow(MemoryLine line, ByteBuffer frame, StruckRequest struck) {
        line.deliver(frame);
        work(struck);
        if (struck.strikesNow(Strike.Plain.DUPLICATE)) {
            line.deliver(frame);
            work(null);
        }
    }

    /** Lets held requests arrive. */
    void release() {
        List<Held> released = held;
        held = new ArrayList<>();
        released.forEach(one -> one.request().release());
        released.forEach(one -> arrive(one.line(), one.frame(), one.request()));
    }

    /** Executes a request from inside this JVM, which no fault strikes. */
    void call(Operation operation, ByteBuffer body, LocalCall call) {
        ledger.call(operation, body, call);
        work(null);
    }

    /** Expires what is due. */
    CompletionStage<ExpiryPass> expire() {
        CompletionStage<ExpiryPass> pass = ledger.expire();
        work(null);
        return pass;
    }

    private void work(@Nullable StruckRequest struck) {
        ledger.execute();
        if (!ledger.isForceDue()) {
            return;
        }
        if (struck != null && struck.strikesNow(Strike.Plain.CRASH_BEFORE_COMMIT)) {
            losePower();
        } else if (struck != null && struck.strikesNow(Strike.Plain.CRASH_AFTER_COMMIT)) {
            lines.forEach(MemoryLine::cut);
            ledger.force();
            losePower();
        } else if (forceNanos == 0) {
            ledger.force();
        } else if (!isForcing) {
            isForcing = true;
            SteppedLedger forced = ledger;
            alarms.set(forceNanos, () -> thread.settle(() -> endForce(forced)));
        }
    }

    // A force that was under way when the power was lost does not end.
    private void endForce(SteppedLedger forced) {
        if (forced == ledger) {
            isForcing = false;
            ledger.force();
        }
    }

    private void losePower() {
        disk = disk.powerCut();
        isForcing = false;
        ledger = SteppedLedger.open(settings, disk);
        disconnect(POWER_LOST);
    }

    // ---- faults of the whole

    /** Cuts all connections. */
    void disconnect(String why) {
        List<MemoryLine> open = List.copyOf(lines);
        lines.clear();
        open.forEach(line -> line.end(why));
    }

    /** Registers as many newer clients as the server has sessions, so that it forgets all sessions before. */
    void evictSessions() {
        SessionEviction.evictAll(ledger, settings.clusterId(), random);
    }

    /** Sets how long a force takes, in ns. */
    void slow(long nanos) {
        forceNanos = nanos;
    }

    /** Fills the disk, or frees it. */
    void fill(boolean isFull) {
        long free = isFull ? 0 : Long.MAX_VALUE;
        disk.usableBytes(free);
        disk.freeBytes(free);
        ledger.lookAtDisk();
    }

    /** Cuts all connections. Nobody opens the disk again, so the ledger is left as it is. */
    void close() {
        disconnect("the kit is closed");
    }
}
