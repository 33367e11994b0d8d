package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.testkit.internal.simulation.Agenda;
import io.ledgeractors.testkit.internal.simulation.Chances;
import io.ledgeractors.testkit.internal.simulation.History;
import io.ledgeractors.testkit.internal.simulation.HistoryCheck;
import io.ledgeractors.testkit.internal.simulation.RecordedAsk;
import io.ledgeractors.testkit.internal.simulation.SimulatedNetwork;
import io.ledgeractors.testkit.internal.simulation.SimulatedServer;
import io.ledgeractors.testkit.internal.simulation.Trace;
import io.ledgeractors.testkit.internal.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One run of a simulation: a server, a network, the faults of its seed, and the asks of its clients, which may be
 * answered at any time. Everything happens on one thread, in virtual time.
 */
abstract class Run implements RecordedAsk.Journal {
    private static final long FAULTS_END = TimeUnit.SECONDS.toNanos(8);
    private static final long ANSWERED_WITHIN = TimeUnit.SECONDS.toNanos(10);
    private static final long END = TimeUnit.SECONDS.toNanos(600);
    private static final int BATCH_SIZE_LIMIT = 32_512;
    /** The shortest time-out of a batcher here, and more than anything takes without a fault. */
    private static final long TIMEOUT_LEAST = TimeUnit.MILLISECONDS.toNanos(50);

    private final long seed;
    private final Agenda agenda = new Agenda();
    private final Trace trace = new Trace(agenda);
    private final Chances chances;
    private final Random scenarioRandom;
    private final List<PlannedTrouble> troubles;
    private final SimulatedServer server;
    private final SimulatedNetwork network;
    private final List<RecordedAsk> asks = new ArrayList<>();
    private final Map<RecordedAsk, Long> open = new LinkedHashMap<>();
    private int plans;
    private long seen;
    private long healedAt = Long.MAX_VALUE;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable String stranger;
    private boolean isOver;
    private List<String> lastSteps = List.of();
    private @Nullable Throwable broken;

    /**
     * Makes a run in which nothing has happened yet.
     *
     * @param kinds of the faults that may happen
     * @param isKept tells by the number of a fault whether it happens
     */
    Run(long seed, Set<Trouble> kinds, IntPredicate isKept) {
        this.seed = seed;
        this.chances = new Chances(seed);
        this.scenarioRandom = chances.split().random();
        this.troubles = PlannedTrouble.of(chances.split(), FAULTS_END, List.copyOf(kinds)).stream()
                .filter(trouble -> isKept.test(trouble.number()))
                .toList();
        this.server = new SimulatedServer(agenda, chances.split(), trace, BATCH_SIZE_LIMIT);
        this.network = new SimulatedNetwork(agenda, chances.split(), trace, server);
    }

    /** Returns the faults in words, by their numbers. */
    final Map<Integer, String> faults() {
        Map<Integer, String> faults = new LinkedHashMap<>();
        troubles.forEach(trouble -> faults.put(trouble.number(), trouble.toString()));
        return faults;
    }

    /** Returns the last steps in words, once the run has ended. */
    final List<String> lastSteps() {
        return lastSteps;
    }

    /**
     * Runs to the end and checks what happened.
     *
     * @throws AssertionError if a rule does not hold
     */
    final SimulationReport run() {
        try {
            begin();
            troubles.forEach(trouble -> agenda.at(trouble.at(), () -> trouble.begin(this)));
            agenda.at(FAULTS_END, this::heal);
            runUntilDone();
            check();
            requireNothingBroken();
            runUntilDone();
            runUntilExpired();
            finish();
            return report(new HistoryCheck(server, asks).run());
        } finally {
            isOver = true;
            lastSteps = trace.lines(); // before actors that are left do something on threads of their own
            end();
        }
    }

    private void runUntilDone() {
        while (!isDone()) {
            step();
        }
    }

    private void runUntilExpired() {
        while (agenda.monotonicNanos() < server.hasExpiredAt(FAULTS_END)) {
            step();
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
                recovered(),
                history.refused(),
                history.unknown(),
                List.copyOf(faults().values()));
    }

    // ---- what differs between kinds of clients

    /** Returns true if nothing goes wrong in this run, neither by its seed nor by its scenario. */
    abstract boolean isUndisturbed();

    /** Begins the scenario. */
    abstract void begin();

    /** Returns true if the clients have nothing to do any more, apart from plans and asks. */
    abstract boolean isIdle();

    /** Returns what the clients have to do, in words that follow a list; empty if {@link #isIdle()} never tells. */
    abstract String describeIdle();

    /** Looks at the clients after each step. */
    abstract void look();

    /** Checks the scenario, after everything was answered. It may ask, and the run goes on until that is answered. */
    abstract void check();

    /** Ends what would go on without end. May take further steps. */
    abstract void finish();

    /** Returns how many requests were recovered whose session was lost. */
    abstract int recovered();

    /** Lets nothing run in the process of some client for this many ns. */
    abstract void pauseAny(Chances which, long nanos);

    /** Lets the replies to some asks get lost between the batcher and the asker, for this many ns. */
    abstract void loseReplies(long nanos);

    /** Ends the clients, whether the run was a success or not. */
    abstract void end();

    // ---- the loop

    private boolean isDone() {
        return isHealed() && open.isEmpty() && plans == 0 && server.isRunning() && isIdle();
    }

    /** Takes the next step. */
    final void step() {
        if (!agenda.runNext(END)) {
            throw new AssertionError("the scenario has not ended within " + Duration.ofNanos(END)
                    + " of virtual time. What is left: " + whatIsLeft());
        }
        look();
        requireNothingBroken();
        if (isHealed()) {
            requireAnswers();
        }
    }

    private String whatIsLeft() {
        return plans + " planned tasks, " + open.size() + " asks without an answer"
                + (open.isEmpty() ? "" : ", first " + open.keySet().iterator().next()) + describeIdle()
                + (server.isRunning() ? "" : "; the server is down");
    }

    private void requireNothingBroken() {
        if (broken instanceof RuntimeException failure) {
            throw failure;
        }
        if (broken instanceof Error failure) {
            throw failure;
        }
        String name = stranger;
        if (name != null) {
            throw new AssertionError(wrongThread(name));
        }
    }

    /**
     * Checks that the caller may use the world now.
     *
     * @throws IllegalStateException if it is another thread, or the run is over
     */
    final void requireUsable() {
        Thread caller = Thread.currentThread();
        if (caller != thread) {
            stranger = caller.getName();
            throw new IllegalStateException(wrongThread(caller.getName()));
        }
        if (isOver) {
            throw new IllegalStateException("the simulation has ended; a world and its clients serve one run, so make"
                    + " and keep them in begin");
        }
    }

    private static String wrongThread(String name) {
        return "thread " + name + " used the world of a simulation, which is used on the thread of the simulation only."
                + " A run cannot be repeated if other threads take part";
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

    // ---- asks

    /** Returns the number of the next ask. */
    final int nextAsk() {
        return asks.size();
    }

    /** Returns the time of the newest results that anybody has, ns since 1970. */
    final long seen() {
        return seen;
    }

    /** Takes a note of an ask that is made now. */
    final void asked(RecordedAsk ask) {
        asks.add(ask);
        open.put(ask, agenda.monotonicNanos());
        trace.add(
                "ask",
                (long) ask.number() << Integer.SIZE
                        | Integer.toUnsignedLong(ask.content().hashCode()));
    }

    /** Waits for no answers of a process that has died. */
    final void forgetAsksOf(int asker) {
        open.keySet().removeIf(ask -> ask.asker() == asker);
    }

    /** Takes a note of an answer that has reached its asker. */
    final void answered(RecordedAsk ask) {
        Long since = open.remove(ask);
        RawReply answer = ask.answer();
        if (answer instanceof RawReply.Refused refused && refused.reason() == Refusal.FAILED) {
            fail(new AssertionError(ask + " was refused because its handling failed: " + refused.message()));
        }
        boolean isQuick = since != null && agenda.monotonicNanos() - since < TIMEOUT_LEAST && ask.timeoutNanos() < 0;
        if (isQuick && isUndisturbed() && isDueToFault(answer)) {
            fail(new AssertionError(ask + " got " + answer + ", though there is no fault"));
        }
    }

    private static boolean isDueToFault(@Nullable RawReply answer) {
        return answer instanceof RawReply.Unknown
                || answer instanceof RawReply.Refused refused && refused.reason() == Refusal.UNAVAILABLE;
    }

    @Override
    public final void seen(long timestamp) {
        seen = Math.max(seen, timestamp);
    }

    @Override
    public final void endedTwice(RecordedAsk ask) {
        fail(new AssertionError(ask + " was answered twice"));
    }

    /** Lets the run fail after this step. An actor that throws would only be restarted. */
    final void fail(Throwable failure) {
        if (broken == null) {
            broken = failure;
        }
    }

    // ---- parts

    /** Returns true once faults have ended. */
    final boolean isHealed() {
        return healedAt != Long.MAX_VALUE;
    }

    final Agenda agenda() {
        return agenda;
    }

    final Trace trace() {
        return trace;
    }

    final Chances chances() {
        return chances;
    }

    final SimulatedServer server() {
        return server;
    }

    final SimulatedNetwork network() {
        return network;
    }

    final void after(long nanos, Runnable task) {
        agenda.after(nanos, task);
    }

    // ---- what scenarios use

    /** Returns the source of chance of the scenario. */
    public final Random random() {
        requireUsable();
        return scenarioRandom;
    }

    /** Returns the virtual time. */
    public final Instant now() {
        return Instant.EPOCH.plusNanos(agenda.realtimeNanos());
    }

    /** Runs a task later. The run does not end before. */
    public final void after(Duration delay, Runnable task) {
        requireUsable();
        Objects.requireNonNull(task, "task");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative, but is " + delay);
        }
        plans++;
        agenda.after(Times.nanos(delay), () -> {
            plans--;
            task.run();
        });
    }
}
