package io.ledgeractors.benchmarks.state;

import io.ledgeractors.benchmarks.turns.TurnResult;
import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.state.store.RecordStores;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;

/** Fills a state machine and measures 1,000,000 more transfers, in a process of its own. */
public final class StateMain {
    private static final int MEASURED = 1_000_000;
    private static final int WARM_UP = 2_000_000;
    private static final int WARM_UPS = 3;

    private StateMain() {}

    /**
     * Runs one measurement. Arguments: transfers present before the measurement, {@link StateVariant}, directory for
     * records in files.
     */
    public static void main(String[] arguments) throws IOException {
        int present = Integer.parseInt(arguments[0]);
        StateVariant variant = StateVariant.valueOf(arguments[1]);
        Path directory = Path.of(arguments[2]);
        int warmUp = Math.min(WARM_UP, 2 * present);
        if (variant == StateVariant.FILES) {
            try (RecordFiles files = new RecordFiles(new FileDisk(), directory, RecordFiles.CACHE_DEFAULT / 4, 1)) {
                new FilledState(files, false).fill(warmUp);
            }
            try (RecordFiles files = new RecordFiles(new FileDisk(), directory, RecordFiles.CACHE_DEFAULT, 1)) {
                measure(files, false, present);
            }
        } else {
            boolean zipf = variant == StateVariant.ZIPF;
            for (int i = 0; i < WARM_UPS; i++) {
                new FilledState(RecordStores.offHeap(), zipf).fill(warmUp);
            }
            measure(RecordStores.offHeap(), zipf, present);
        }
    }

    private static void measure(RecordStores stores, boolean zipf, int present) {
        long heapBefore = heap();
        FilledState state = new FilledState(stores, zipf);
        state.fill(present);
        TurnResult measured = state.run(MEASURED);
        long total = measured.operations() + (present + FilledState.BATCH - 1L) / FilledState.BATCH * FilledState.BATCH;
        System.out.println(new StateResult(
                        measured.operations() * 1e9 / measured.processorNanos(),
                        measured.perSecond(),
                        (double) (heap() - heapBefore) / total)
                .line());
        Reference.reachabilityFence(state);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
