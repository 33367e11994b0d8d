package io.ledgeractors.it.nodes;

import io.ledgeractors.it.ServerUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs several kinds of faults at once on one ledger. Each kind has nodes and a thread of its own, because they mostly
 * wait for what a failure detector notices.
 */
final class NodeFaults {
    /** One kind of fault. */
    @FunctionalInterface
    interface Kind {
        /** Does it. */
        void run(NodesRound round) throws Exception;
    }

    private final ServerUnderTest server;
    private final long seed;
    private final NodesRound.Figures figures;

    /** Creates faults on this server; {@code figures} takes what was done. */
    NodeFaults(ServerUnderTest server, long seed, NodesRound.Figures figures) {
        this.server = server;
        this.seed = seed;
        this.figures = figures;
    }

    /** Runs these kinds and returns when all have ended. Throws what the first failed one threw. */
    void together(Kind... kinds) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Kind kind : kinds) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            new Thread(() -> run(kind, end), "node-faults").start();
        }
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    }

    private void run(Kind kind, CompletableFuture<Void> end) {
        try {
            kind.run(new NodesRound(server, seed, figures));
            end.complete(null);
        } catch (Throwable failure) {
            end.completeExceptionally(failure);
        }
    }
}
