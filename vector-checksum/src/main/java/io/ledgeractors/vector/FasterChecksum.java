package io.ledgeractors.vector;

import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.ChecksumRounds;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes the checksums of this JVM use the Vector API where it is available and faster. Thread-safe. */
public final class FasterChecksum {
    private static final String NEEDED_MODULE = "jdk.incubator.vector";
    private static final AtomicBoolean HAS_BEGUN = new AtomicBoolean();

    private FasterChecksum() {}

    /**
     * Starts a trial of the vectors at the first call and returns at once. The trial runs on a daemon thread that ends
     * after about 0.5 s, at most 10 s. If the vectors compute the same states and are faster, checksums use them from
     * then on. Otherwise, and until then, checksums use the tables. Does nothing in a JVM without the module.
     */
    public static void tryOut() {
        if (ModuleLayer.boot().findModule(NEEDED_MODULE).isPresent() && HAS_BEGUN.compareAndSet(false, true)) {
            Thread trial = new Thread(FasterChecksum::tryVectors, "ledger-checksum-trial");
            trial.setDaemon(true);
            trial.start();
        }
    }

    // An incubating module may change. If this JVM's module lacks something, the vectors are not used.
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
