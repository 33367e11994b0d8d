package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs one session with a {@link SimCluster} over a {@link SimNetwork}, all from one seed. After a while the faults
 * stop. From then on every request must end.
 */
final class SimRun {
    private static final long MILLI = SimChaos.MILLI;
    private static final long CALM = SimChaos.END + 5_000 * MILLI;
    private static final long PROMPT = 3_000 * MILLI;
    private static final long END = 90_000 * MILLI;
    private static final long AFTERMATH = 10_000 * MILLI;
    private static final int REQUESTS = 25;

    private final Random random;
    private final SimTime time = new SimTime();
    private final SimCoverage coverage;
    private final SimChaos chaos;
    private final SimCluster cluster;
    private final SimNetwork network;
    private final SessionRules rules;
    private boolean namesOneTwice;
    private final boolean evicts;
    private final boolean closes;
    private final List<ByteBuffer> notExecuted = new ArrayList<>();
    private @Nullable ByteBuffer asked;
    private long askedAt;
    private int copies;
    private boolean carryingOut;
    private long wakeUpAt = Long.MAX_VALUE;
    private int submitted;
    private int answered;
    private long trace;

    SimRun(long seed, SimCoverage coverage) {
        this.coverage = coverage;
        random = new Random(seed);
        chaos = new SimChaos(time, random, coverage);
        int replicas = new int[] {1, 1, 3, 3, 6}[random.nextInt(5)];
        evicts = random.nextInt(8) == 0;
        closes = random.nextInt(16) == 0;
        cluster = new SimCluster(time, random, replicas);
        int[] replicaAt = replicaAt(replicas);
        rules = new SessionRules(config(replicaAt.length), new Random(seed + 1));
        network = new SimNetwork(time, random, chaos, cluster, rules, replicaAt, this::carryOut);
        cluster.use(network);
    }

    /**
     * Returns the replica at each place of the list of addresses. Some lists have a wrong order, and some name a
     * replica twice.
     */
    private int[] replicaAt(int replicas) {
        namesOneTwice = replicas < ReplicaAddress.REPLICAS_MAX && random.nextInt(8) == 0;
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, replicas).boxed().toList());
        if (namesOneTwice) {
            coverage.saw(SimCoverage.Kind.NAMED_TWICE);
            order.add(random.nextInt(replicas));
        }
        if (random.nextInt(4) == 0) {
            coverage.saw(SimCoverage.Kind.WRONG_ORDER);
            Collections.shuffle(order, random);
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private SessionConfig config(int places) {
        SessionConfig config = new SessionConfig(Rig.CLUSTER, addresses(places), Release.CLIENT, "simulated")
                .withHedgeAlways(random.nextInt(4) == 0);
        return random.nextInt(8) == 0 ? config.withGiveUpAfter((1_000 + random.nextInt(5_000)) * MILLI) : config;
    }

    static List<ReplicaAddress> addresses(int replicas) {
        return IntStream.range(0, replicas)
                .mapToObj(i -> new ReplicaAddress("10.0.0." + i, 3000))
                .toList();
    }

    /** Runs to the end, and returns a number that is the same for the same seed. */
    long run() {
        rules.start(time.now());
        carryOut();
        planFault();
        if (closes) {
            time.after(random.nextInt(20_000) * MILLI, this::close);
        }
        boolean more = true;
        while (more && !isOver()) {
            more = time.step(END);
        }
        if (!isEnded()) {
            assertThat(answered).as("requests that ended, of %d", REQUESTS).isEqualTo(REQUESTS);
        }
        assertThat(answered).isEqualTo(submitted);
        assertThat(asked).as("a request without an outcome").isNull();
        checkAftermath();
        coverage.ran(submitted);
        return trace;
    }

    // Frames in flight may still arrive. Even then, a request reported as not executed must not be executed.
    private void checkAftermath() {
        long end = time.now() + AFTERMATH;
        boolean more = true;
        while (more) {
            more = time.step(end);
        }
        for (ByteBuffer body : notExecuted) {
            if (cluster.executions(body) != 0) {
                throw new AssertionError(
                        "a request reported as not executed was executed; its size is " + body.limit());
            }
        }
        if (cluster.mostExecutions() > 1) {
            throw new AssertionError("a request was executed " + cluster.mostExecutions() + " times");
        }
    }

    private boolean isOver() {
        return answered == REQUESTS || isEnded();
    }

    private boolean isEnded() {
        return rules.state() instanceof SessionState.Evicted || rules.state() instanceof SessionState.Closed;
    }

    private void close() {
        if (!isOver()) {
            coverage.saw(SimCoverage.Kind.CLOSE);
            rules.close("closed by the simulation");
            carryOut();
        }
    }

    private void planFault() {
        if (chaos.isOver() || isOver()) {
            return;
        }
        time.after(random.nextInt(600) * MILLI, () -> {
            if (random.nextInt(5) == 0) {
                coverage.saw(SimCoverage.Kind.VIEW_CHANGE);
                cluster.nextView();
            } else if (evicts && random.nextInt(12) == 0) {
                coverage.saw(SimCoverage.Kind.EVICTION);
                cluster.evictAll();
            } else {
                network.strike();
            }
            planFault();
        });
    }

    // --- the driver

    private void carryOut() {
        if (carryingOut) {
            return;
        }
        carryingOut = true;
        for (SessionEffect effect = rules.poll(); effect != null; effect = rules.poll()) {
            carryOut(effect);
        }
        carryingOut = false;
        planWakeUp();
    }

    private void carryOut(SessionEffect effect) {
        trace = 31 * (31 * trace + time.now())
                + effect.getClass().getSimpleName().hashCode();
        if (effect instanceof SessionEffect.Connect connect) {
            network.connect(connect.replica());
        } else if (effect instanceof SessionEffect.Disconnect disconnect) {
            network.cut(disconnect.replica(), false);
        } else if (effect instanceof SessionEffect.Send send) {
            count(send);
            network.send(send);
        } else if (effect instanceof SessionEffect.Deliver deliver) {
            check(deliver.outcome());
            time.after(random.nextInt(2_000) * MILLI, this::submit);
        } else if (effect instanceof SessionEffect.Changed changed) {
            heard(changed.state());
        } else if (effect instanceof SessionEffect.Say say) {
            check(say.text());
        }
    }

    private void check(String said) {
        if (said.contains("broken server")) {
            throw new AssertionError("a correct server was reported as broken: " + said);
        }
        if (said.contains("do not match")) {
            coverage.saw(SimCoverage.Kind.ORDER_REPORTED);
            assertThat(network.isInOrder())
                    .as("the order of the addresses, although the session said: %s", said)
                    .isFalse();
        }
    }

    private void count(SessionEffect.Send send) {
        if (send.frame().body().size() > 0 && ++copies > 1) {
            coverage.saw(time.now() == askedAt ? SimCoverage.Kind.HEDGED : SimCoverage.Kind.REPEATED);
        }
    }

    private void heard(SessionState state) {
        if (state instanceof SessionState.Registered && submitted == 0) {
            time.after(0, this::submit);
        } else if (state instanceof SessionState.Unanswered) {
            coverage.saw(SimCoverage.Kind.UNANSWERED);
        } else if (state instanceof SessionState.Unreachable) {
            coverage.saw(SimCoverage.Kind.UNREACHABLE);
        } else if (state instanceof SessionState.ClosedWithoutAnswer) {
            coverage.saw(SimCoverage.Kind.CLOSED_WITHOUT_ANSWER);
        } else if (state instanceof SessionState.Evicted evicted) {
            assertThat(evicts)
                    .as("the cluster evicts sessions in this run; state %s", state)
                    .isTrue();
            boolean none = evicted.reason() == EvictionReason.NO_SESSION;
            coverage.saw(none ? SimCoverage.Kind.NO_SESSION : SimCoverage.Kind.SESSION_TOO_LOW);
        } else if (state instanceof SessionState.Closed closed && closed.gaveUpIn() != null) {
            coverage.saw(SimCoverage.Kind.GAVE_UP);
        }
    }

    private void planWakeUp() {
        long next = rules.nextWakeUp();
        if (next < wakeUpAt) {
            wakeUpAt = next;
            time.at(next, () -> {
                if (wakeUpAt == next) {
                    wakeUpAt = Long.MAX_VALUE;
                    rules.tick(time.now());
                    carryOut();
                }
            });
        }
    }

    // --- the user

    private void submit() {
        if (isOver() || asked != null) {
            return;
        }
        ByteBuffer body = Bytes.allocate(16 + random.nextInt(400));
        body.putLong(8, submitted);
        body.put(0, random.nextInt(10) == 0 ? SimCluster.INVALID : 1);
        asked = SimCluster.copy(body);
        askedAt = time.now();
        copies = 0;
        submitted++;
        rules.submit(Operation.CREATE_TRANSFERS, Body.of(body), time.now());
        carryOut();
    }

    // These are plain ifs, because every request passes here and assertions that format text cost more than the rules.
    private void check(Outcome outcome) {
        ByteBuffer body = asked;
        if (body == null) {
            throw new AssertionError("an outcome without a request in flight: " + outcome);
        }
        asked = null;
        answered++;
        if (askedAt > CALM && !network.hasDeadWires() && !namesOneTwice && time.now() - askedAt >= PROMPT) {
            throw new AssertionError(
                    "without faults, a request was answered only after " + (time.now() - askedAt) + " ns");
        }
        if (network.readsALentBody()) {
            throw new AssertionError("a body was released while the network still reads it");
        }
        if (outcome instanceof Outcome.Reply reply) {
            coverage.saw(SimCoverage.Kind.REPLY);
            if (!reply.body().equals(cluster.replyTo(body)) || cluster.executions(body) != 1) {
                throw new AssertionError("the reply is not that of the execution");
            }
        } else if (outcome instanceof Outcome.NotExecuted) {
            coverage.saw(SimCoverage.Kind.NOT_EXECUTED);
            notExecuted.add(body);
            assertThat(body.get(0))
                    .as("first byte of a request reported as refused")
                    .isEqualTo(SimCluster.INVALID);
        } else {
            boolean notSent = outcome instanceof Outcome.NotSent;
            coverage.saw(notSent ? SimCoverage.Kind.NOT_SENT : SimCoverage.Kind.UNKNOWN);
            if (notSent) {
                notExecuted.add(body);
            }
            assertThat(isEnded())
                    .as("the session has ended after the outcome %s", outcome)
                    .isTrue();
        }
    }
}
