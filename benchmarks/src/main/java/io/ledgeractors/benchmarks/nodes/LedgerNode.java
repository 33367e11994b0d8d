package io.ledgeractors.benchmarks.nodes;

import io.ledgeractors.benchmarks.asks.AskLoop;
import io.ledgeractors.benchmarks.asks.BatcherAsks;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.server.LedgerSystem;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;

/** A node without entities. Its only side is {@code ledger}, asks through {@code Ledger} from callbacks. */
final class LedgerNode implements NodeLoad {
    static final String SIDE = "ledger";

    private final String address;
    private final AskLoop asks;

    /**
     * Takes over a node whose ledger is ready.
     *
     * @param address of the node in the cluster; empty if it is in none
     */
    LedgerNode(LedgerSystem node, String address, TransferGenerator generator) {
        this.address = address;
        this.asks = BatcherAsks.of(node, generator);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void prepare(int members) {
        // the ledger is ready
    }

    @Override
    public SortedSet<Long> accounts() {
        return Collections.emptySortedSet();
    }

    @Override
    public TurnResult turn(String side, int inFlight, Duration time) {
        if (!side.equals(SIDE)) {
            throw new IllegalArgumentException("no side of a node without entities: " + side);
        }
        Sample sample = asks.run(inFlight, time);
        return new TurnResult(sample.transfers(), sample.nanos(), 0);
    }

    @Override
    public void close() {
        asks.close();
    }
}
