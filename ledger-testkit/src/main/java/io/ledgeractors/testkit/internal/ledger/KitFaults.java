package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.fault.Faults;
import io.ledgeractors.testkit.fault.NextAsk;
import io.ledgeractors.testkit.internal.fault.FaultPlan;
import io.ledgeractors.testkit.internal.time.Times;
import io.ledgeractors.wire.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The faults of a kit's ledger. */
final class KitFaults implements Faults {
    private final FaultPlan plan;
    private final Consumer<Consumer<KitServer>> onServer;

    /**
     * Creates the faults.
     *
     * @param onServer has the server do something, and returns when that and what follows at once are done
     */
    KitFaults(FaultPlan plan, Consumer<Consumer<KitServer>> onServer) {
        this.plan = plan;
        this.onServer = onServer;
    }

    @Override
    public NextAsk next(Operation operation) {
        return plan.next(Objects.requireNonNull(operation, "operation"), null);
    }

    @Override
    public NextAsk next(Operation operation, UInt128 id) {
        return plan.next(Objects.requireNonNull(operation, "operation"), Objects.requireNonNull(id, "id"));
    }

    @Override
    public NextAsk next() {
        return plan.next(null, null);
    }

    @Override
    public void release() {
        onServer.accept(KitServer::release);
    }

    @Override
    public void evictSession() {
        onServer.accept(KitServer::evictSessions);
    }

    @Override
    public void disconnect() {
        onServer.accept(server -> server.disconnect("the test has cut the connection"));
    }

    @Override
    public void fillDisk() {
        onServer.accept(server -> server.fill(true));
    }

    @Override
    public void freeDisk() {
        onServer.accept(server -> server.fill(false));
    }

    @Override
    public void slow(Duration force) {
        if (Objects.requireNonNull(force, "force").isNegative()) {
            throw new IllegalArgumentException("a force takes no negative time, but was to take " + force);
        }
        long nanos = Times.nanos(force);
        onServer.accept(server -> server.slow(nanos));
    }

    @Override
    public List<String> waiting() {
        return plan.waiting();
    }

    @Override
    public void clear() {
        plan.clear();
        onServer.accept(server -> {
            server.slow(0);
            server.fill(false);
            server.release();
        });
    }
}
