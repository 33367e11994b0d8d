package io.ledgeractors.benchmarks.compare;

import io.ledgeractors.benchmarks.asks.BatcherAsks;
import io.ledgeractors.benchmarks.measure.Contender;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.measure.Sample;
import io.ledgeractors.benchmarks.server.ForkedServer;
import io.ledgeractors.benchmarks.server.PreparedAccounts;
import io.ledgeractors.benchmarks.server.Server;
import io.ledgeractors.benchmarks.server.Target;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.sessions.SessionBatches;
import io.ledgeractors.benchmarks.streams.StreamBatches;
import io.ledgeractors.benchmarks.streams.StreamContexts;
import io.ledgeractors.benchmarks.streams.StreamElements;
import io.ledgeractors.benchmarks.turns.TurnLoad;
import io.ledgeractors.benchmarks.turns.TurnPlace;
import io.ledgeractors.benchmarks.turns.TurnResult;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Bare sessions, asks and streams as the work of turns, on a server. Not thread-safe. */
public final class ServerLoad implements TurnLoad {
    private static final int FULL = 0;
    private static final int MANY_ASKS = 1_000;
    private static final int FULL_BATCH = 8_189;
    private static final Map<String, Work> WORKS = Map.of(
            "sessions-full", new Work(SessionBatches::new, FULL, true),
            "sessions-64", new Work(SessionBatches::new, 64, true),
            "asks-64", new Work(BatcherAsks::open, 64, true),
            "asks-1000", new Work(BatcherAsks::open, MANY_ASKS, true),
            "asks-8000", new Work(BatcherAsks::open, 8_000, true),
            "asks-no-ledger", new Work(BatcherAsks::withoutLedger, MANY_ASKS, false),
            "streams-batches", new Work(StreamBatches::new, FULL, true),
            "streams-elements", new Work(StreamElements::new, FULL, true),
            "streams-context", new Work(StreamContexts::new, FULL, true));

    private record Work(BiFunction<Target, TransferGenerator, Contender> open, int size, boolean isOnServer) {}

    private final Work work;
    private final TurnPlace place;
    private Server server;
    private Contender contender;

    private ServerLoad(Work work, TurnPlace place) {
        this.work = work;
        this.place = place;
        this.server = server();
        this.contender = contender();
    }

    /**
     * Opens a scenario. Blocks the caller.
     *
     * @throws IllegalArgumentException if there is no such scenario
     */
    public static ServerLoad open(String scenario, TurnPlace place) {
        Work work = WORKS.get(scenario);
        if (work == null) {
            throw new IllegalArgumentException("this build has no scenario " + scenario);
        }
        return new ServerLoad(work, place);
    }

    private Server server() {
        if (!work.isOnServer()) {
            return Server.outside(new Target(UInt128.ZERO, List.of()));
        }
        return switch (place.kind()) {
            case CLUSTER ->
                Server.outside(new Target(UInt128.parse(place.cluster()), ReplicaAddress.parseList(place.addresses())));
            case MEMORY -> ForkedServer.start(false);
            case DURABLE -> ForkedServer.start(true);
        };
    }

    private Contender contender() {
        try {
            Target target = server.target();
            TransferGenerator generator =
                    work.isOnServer() ? PreparedAccounts.of(target).generator() : new TransferGenerator(FULL_BATCH);
            return work.open().apply(target, generator);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public TurnResult run(Duration time) {
        long processor = ProcessUsage.processorNanos();
        long ofServer = server.processorNanos();
        Sample sample = contender.run(work.size(), time);
        long own = sample.processor() > 0 ? sample.processor() : ProcessUsage.processorNanos() - processor;
        return new TurnResult(sample.transfers(), sample.nanos(), own + server.processorNanos() - ofServer);
    }

    @Override
    public void renew() {
        close();
        server = server();
        contender = contender();
    }

    @Override
    public void close() {
        contender.close();
        server.close();
    }
}
