package io.ledgeractors.testkit.simulation;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.port.Alarms;
import io.ledgeractors.port.Clock;
import io.ledgeractors.testkit.internal.simulation.Chances;
import io.ledgeractors.testkit.internal.simulation.RecordedAsk;
import io.ledgeractors.testkit.internal.simulation.SimulatedBatcher;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A run whose clients are batchers without an actor system, so that a step is cheap. */
final class World extends Run implements SimulatedWorld {
    private final SimulationScenario scenario;
    private final List<SimulatedBatcher> batchers = new ArrayList<>();

    /**
     * Makes a world in which nothing has happened yet.
     *
     * @param isKept tells by the number of a fault whether it happens
     */
    World(long seed, SimulationScenario scenario, IntPredicate isKept) {
        super(seed, EnumSet.complementOf(EnumSet.of(Trouble.REPLIES_LOST)), isKept);
        this.scenario = scenario;
    }

    @Override
    boolean isUndisturbed() {
        return faults().isEmpty();
    }

    @Override
    void begin() {
        scenario.begin(this);
    }

    @Override
    boolean isIdle() {
        return true;
    }

    @Override
    String describeIdle() {
        return "";
    }

    @Override
    void look() {
        batchers.forEach(SimulatedBatcher::look);
    }

    @Override
    void check() {
        scenario.check(this);
    }

    @Override
    void finish() {}

    @Override
    int recovered() {
        return batchers.stream().mapToInt(SimulatedBatcher::recovered).sum();
    }

    @Override
    void pauseAny(Chances which, long nanos) {
        if (batchers.isEmpty()) {
            return;
        }
        batchers.get((int) which.between(0, batchers.size() - 1)).pause(nanos);
    }

    // The clients here read each answer themselves, so there is nothing that they could do about a loss.
    @Override
    void loseReplies(long nanos) {
        throw new UnsupportedOperationException("no reply gets lost in this world");
    }

    @Override
    void end() {
        batchers.forEach(SimulatedBatcher::end);
    }

    @Override
    public void ended(RecordedAsk ask) {
        answered(ask);
    }

    // A batcher lives on when an asker throws, so what it throws is kept for the end of the step.
    private <P> void accept(Consumer<P> replyTo, P reply) {
        try {
            replyTo.accept(reply);
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
    }

    @Override
    public SimulatedClient newClient() {
        requireUsable();
        int number = batchers.size();
        SimulatedBatcher batcher = new SimulatedBatcher(
                number,
                agenda(),
                chances().split(),
                trace(),
                network(),
                server().settings().clusterId());
        batchers.add(batcher);
        batcher.look();
        return new Client(batcher, number);
    }

    @Override
    public Alarms alarms() {
        return agenda();
    }

    @Override
    public Clock clock() {
        return agenda();
    }

    private final class Client implements SimulatedClient {
        private final SimulatedBatcher process;
        private final int number;
        private @Nullable ActorRef<LedgerBatcher.Command> batcher;

        Client(SimulatedBatcher process, int number) {
            this.process = process;
            this.number = number;
        }

        @Override
        public <P extends LedgerReply<?>> void ask(LedgerRequest<P> request, long order, Consumer<P> replyTo) {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(replyTo, "replyTo");
            LedgerBatcher.Submit command = request.to((P reply) -> accept(replyTo, reply));
            submit(order == 0 ? command : command.withOrder(order));
        }

        @Override
        public ActorRef<LedgerBatcher.Command> batcher() {
            ActorRef<LedgerBatcher.Command> actor = batcher;
            if (actor == null) {
                actor = process.spawn(Behaviors.receiveMessage(command -> {
                    pass(command);
                    return Behaviors.same();
                }));
                batcher = actor;
            }
            return actor;
        }

        @Override
        public <M> ActorRef<M> spawn(Behavior<M> behavior) {
            requireUsable();
            return process.spawn(behavior);
        }

        @Override
        public void stop(ActorRef<?> actor) {
            requireUsable();
            process.stop(actor);
        }

        @Override
        public void kill() {
            requireUsable();
            process.die();
            forgetAsksOf(number);
        }

        private void pass(LedgerBatcher.Command command) {
            if (command instanceof LedgerBatcher.Submit submit) {
                submit(submit);
            } else {
                process.tell(command);
            }
        }

        private void submit(LedgerBatcher.Submit command) {
            requireUsable();
            if (process.isDead()) {
                return;
            }
            RecordedAsk ask = new RecordedAsk(command, number, nextAsk(), seen(), trace(), World.this);
            asked(ask);
            process.tell(ask);
        }
    }
}
