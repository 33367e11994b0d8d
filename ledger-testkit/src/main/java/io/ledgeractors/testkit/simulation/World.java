package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.testkit.internal.simulation.Agenda;
import io.ledgeractors.testkit.internal.simulation.Chances;
import io.ledgeractors.testkit.internal.simulation.History;
import io.ledgeractors.testkit.internal.simulation.HistoryCheck;
import io.ledgeractors.testkit.internal.simulation.RecordedAsk;
import io.ledgeractors.testkit.internal.simulation.SimulatedBatcher;
import io.ledgeractors.testkit.internal.simulation.SimulatedNetwork;
import io.ledgeractors.testkit.internal.simulation.SimulatedServer;
import io.ledgeractors.testkit.internal.simulation.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One run of a simulation: a server, a network, clients, and the faults of its seed. Everything happens on one thread,
 * in virtual time.
 */
final class World implements SimulatedWorld, RecordedAsk.Journal {
    private static final long FAULTS_END = TimeUnit.SECONDS.toNanos(8);
    private static final long ANSWERED_WITHIN = TimeUnit.SECONDS.toNanos(10);
    private static final long END = TimeUnit.SECONDS.toNanos(600);
    private static final int BATCH_SIZE_LIMIT = 32_512;

    private final long seed;
    private final SimulationScenario scenario;
    private final Agenda agenda = new Agenda();
    private final Trace trace = new Trace(agenda);
    private final Chances chances;
    private final Random scenarioRandom;
    private final List<PlannedTrouble> troubles;
    private final SimulatedServer server;
    private final SimulatedNetwork network;
    private final List<SimulatedBatcher> batchers = new ArrayList<>();
    private final List<RecordedAsk> asks = new ArrayList<>();
    private final Map<RecordedAsk, Long> open = new LinkedHashMap<>();
    private @Nullable Throwable failure;
    private int plans;
    private long seen;
    private long healedAt = Long.MAX_VALUE;

    /**
     * Makes a world in which nothing has happened yet.
     *
     * @param isKept tells by the number of a fault whether it happens
     */
    World(long seed, SimulationScenario scenario, IntPredicate isKept) {
        this.seed = seed;
        this.scenario = scenario;
        this.chances = new Chances(seed);
        this.scenarioRandom = chances.split().random();
        this.troubles = PlannedTrouble.of(chances.split(), FAULTS_END).stream()
                .filter(trouble -> isKept.test(trouble.number()))
                .toList();
        this.server = new SimulatedServer(agenda, chances.split(), trace, BATCH_SIZE_LIMIT);
        this.network = new SimulatedNetwork(agenda, chances.split(), trace, server);
    }

    /** Returns the faults in words, by their numbers. */
    Map<Integer, String> faults() {
        Map<Integer, String> faults = new LinkedHashMap<>();
        troubles.forEach(trouble -> faults.put(trouble.number(), trouble.toString()));
        return faults;
    }

    /** Returns the last steps in words. */
    List<String> lastSteps() {
        return trace.lines();
    }

    /**
     * Runs to the end and checks what happened.
     *
     * @throws AssertionError if a rule does not hold
     */
    SimulationReport run() {
        try {
            scenario.begin(this);
            troubles.forEach(trouble -> agenda.at(trouble.at(), () -> trouble.begin(this)));
            agenda.at(FAULTS_END, this::heal);
            while (!isDone()) {
                step();
            }
            scenario.check(this);
            return report(new HistoryCheck(server, asks).run());
        } finally {
            batchers.forEach(SimulatedBatcher::end);
        }
    }

    private SimulationReport report(History history) {
        return new SimulationReport(
                seed,
                trace.hash(),
                trace.steps(),
                Duration.ofNanos(agenda.monotonicNanos()),
                history.operations(),
                history.answered(),
                batchers.stream().mapToInt(SimulatedBatcher::recovered).sum(),
                history.refused(),
                history.unknown(),
                List.copyOf(faults().values()));
    }

    private boolean isDone() {
        return isHealed() && open.isEmpty() && plans == 0 && server.isRunning();
    }

    private void step() {
        if (!agenda.runNext(END)) {
            throw new AssertionError("the scenario has not ended within " + Duration.ofNanos(END) + " of virtual time");
        }
        rethrow();
        batchers.forEach(SimulatedBatcher::look);
        if (isHealed()) {
            requireAnswers();
        }
    }

    private void heal() {
        trace.add("faults end", 0);
        server.heal();
        network.heal();
        healedAt = agenda.monotonicNanos();
    }

    private void requireAnswers() {
        long now = agenda.monotonicNanos();
        for (Map.Entry<RecordedAsk, Long> waiting : open.entrySet()) {
            if (now - Math.max(healedAt, waiting.getValue()) > ANSWERED_WITHIN) {
                throw new AssertionError(waiting.getKey() + " has no answer " + Duration.ofNanos(now - healedAt)
                        + " after the last fault");
            }
            return; // the first one has waited longest
        }
    }

    // ---- parts, for faults

    /** Returns true once faults have ended. */
    boolean isHealed() {
        return healedAt != Long.MAX_VALUE;
    }

    SimulatedServer server() {
        return server;
    }

    SimulatedNetwork network() {
        return network;
    }

    SimulatedBatcher anyBatcher(Chances which) {
        return batchers.get((int) which.between(0, batchers.size() - 1));
    }

    void after(long nanos, Runnable task) {
        agenda.after(nanos, task);
    }

    // ---- what a scenario uses

    @Override
    public Random random() {
        return scenarioRandom;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(agenda.realtimeNanos());
    }

    @Override
    public void after(Duration delay, Runnable task) {
        plans++;
        agenda.after(delay.toNanos(), () -> {
            plans--;
            task.run();
        });
    }

    @Override
    public SimulatedClient newClient() {
        int number = batchers.size();
        SimulatedBatcher batcher = new SimulatedBatcher(
                number,
                agenda,
                chances.split(),
                trace,
                network,
                server.settings().clusterId());
        batchers.add(batcher);
        batcher.look();
        return new Client(batcher, number);
    }

    // A batcher lives on when an asker throws, so what it throws is kept for the end of the step.
    private <P> void accept(Consumer<P> replyTo, P reply) {
        try {
            replyTo.accept(reply);
        } catch (RuntimeException | AssertionError thrown) {
            failure = failure == null ? thrown : failure;
        }
    }

    private void rethrow() {
        if (failure instanceof RuntimeException thrown) {
            throw thrown;
        }
        if (failure instanceof AssertionError thrown) {
            throw thrown;
        }
    }

    @Override
    public void seen(long timestamp) {
        seen = Math.max(seen, timestamp);
    }

    @Override
    public void endedTwice(RecordedAsk ask) {
        failure = new AssertionError(ask + " was answered twice");
    }

    private final class Client implements SimulatedClient {
        private final SimulatedBatcher batcher;
        private final int number;

        Client(SimulatedBatcher batcher, int number) {
            this.batcher = batcher;
            this.number = number;
        }

        @Override
        public <P extends LedgerReply<?>> void ask(LedgerRequest<P> request, long order, Consumer<P> replyTo) {
            RecordedAsk[] made = new RecordedAsk[1];
            LedgerBatcher.Submit command = request.to((P reply) -> {
                open.remove(made[0]);
                accept(replyTo, reply);
            });
            RecordedAsk ask = new RecordedAsk(
                    order == 0 ? command : command.withOrder(order), number, asks.size(), seen, trace, World.this);
            made[0] = ask;
            asks.add(ask);
            open.put(ask, agenda.monotonicNanos());
            trace.add(
                    "ask",
                    (long) ask.number() << Integer.SIZE
                            | Integer.toUnsignedLong(ask.events().hashCode()));
            batcher.tell(ask);
        }
    }
}
