package io.ledgeractors.vector;

import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.ChecksumRounds;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets the checksums of this JVM use vectors where that is possible and faster. Thread-safe. */
public final class FasterChecksum {
    private static final String NEEDED_MODULE = "jdk.incubator.vector";
    private static final AtomicBoolean HAS_BEGUN = new AtomicBoolean();

    private FasterChecksum() {}

    /**
     * Tries vectors, at the first call, on a daemon thread that ends by itself after some 0.5 s, 10 s at most; until
     * then, and if they do not compute the same or are not faster, checksums are computed as ever. Without the module
     * in this JVM there is nothing to try. Returns at once.
     */
    public static void tryOut() {
        if (ModuleLayer.boot().findModule(NEEDED_MODULE).isPresent() && HAS_BEGUN.compareAndSet(false, true)) {
            Thread trial = new Thread(FasterChecksum::tryVectors, "ledger-checksum-trial");
            trial.setDaemon(true);
            trial.start();
        }
    }

    // An incubating module may change: what is missing in this one is not used.
    private static void tryVectors() {
        try {
            ChecksumRounds vectors = new VectorRounds();
            if (VectorRounds.isWorthTrying()
                    && new RoundsTrial(ChecksumRounds.tables(), vectors, System::nanoTime).isOtherBetter()) {
                Checksum.use(vectors);
            }
        } catch (LinkageError | RuntimeException changed) {
            // The tables stay in use.
        }
    }
}
