package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the reason why a cluster gives no session is reported within five seconds of virtual time. */
@Timeout(20)
class DiagnosisTest {
    private static final long MILLI = 1_000_000;
    private static final long LIMIT = 5_000 * MILLI;
    private static final long CONNECT_TIMEOUT_MAX = 4_500 * MILLI;

    /** The behaviour of a replica, or of the program that has its place. */
    private enum Trouble {
        NOBODY_THERE,
        NO_ROUTE,
        CONNECTIONS_USED_UP,
        ANOTHER_CLUSTER,
        SAYS_NOTHING,
        NO_PRIMARY
    }

    static Stream<Arguments> troublesBySize() {
        return Stream.of(Trouble.values())
                .flatMap(trouble -> IntStream.rangeClosed(1, 6).mapToObj(count -> Arguments.of(trouble, count)));
    }

    @ParameterizedTest
    @MethodSource("troublesBySize")
    void shouldNameTheTroubleWithinFiveSeconds(Trouble trouble, int count) {
        Net net = new Net(
                new Random(count),
                IntStream.range(0, count).mapToObj(i -> trouble).toList());
        net.run();
        SessionState last = net.states.get(net.states.size() - 1);
        switch (trouble) {
            case CONNECTIONS_USED_UP ->
                assertThat(last)
                        .isInstanceOfSatisfying(
                                SessionState.ClosedWithoutAnswer.class,
                                closed -> assertThat(closed.sent()).isFalse());
            case ANOTHER_CLUSTER ->
                assertThat(last)
                        .isInstanceOfSatisfying(
                                SessionState.ClosedWithoutAnswer.class,
                                closed -> assertThat(closed.sent()).isTrue());
            default -> assertThat(last).isInstanceOf(SessionState.Unreachable.class);
        }
        assertThat(net.states).as("states that were reported").hasSizeLessThanOrEqualTo(count);
    }

    @RepeatedTest(100)
    void shouldNameAnyMixtureOfTroublesWithinFiveSeconds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Trouble> troubles = random.ints(1 + random.nextInt(6), 0, Trouble.values().length)
                .mapToObj(i -> Trouble.values()[i])
                .toList();
        Net net = new Net(random, troubles);
        net.run();
        assertThat(net.states)
                .as("states of %s, seed %d", troubles, repetition.getCurrentRepetition())
                .isNotEmpty()
                .allMatch(state ->
                        state instanceof SessionState.Unreachable || state instanceof SessionState.ClosedWithoutAnswer);
    }

    /** Runs the rules against replicas that give no session. */
    private static final class Net {
        final List<SessionState> states = new ArrayList<>();
        private final SimTime time = new SimTime();
        private final Random random;
        private final List<Trouble> troubles;
        private final SessionRules rules;
        private final int[] connections;
        private long wakeUpAt = Long.MAX_VALUE;

        Net(Random random, List<Trouble> troubles) {
            this.random = random;
            this.troubles = troubles;
            this.connections = new int[troubles.size()];
            this.rules = new SessionRules(
                    new SessionConfig(Rig.CLUSTER, SimRun.addresses(troubles.size()), Release.CLIENT, "test"), random);
        }

        void run() {
            rules.start(0);
            carryOut();
            boolean more = true;
            while (more) {
                more = time.step(LIMIT);
            }
        }

        private void planWakeUp() {
            long next = rules.nextWakeUp();
            if (next < wakeUpAt) {
                wakeUpAt = next;
                time.at(next, () -> {
                    wakeUpAt = Long.MAX_VALUE;
                    rules.tick(time.now());
                    carryOut();
                });
            }
        }

        private void carryOut() {
            for (SessionEffect effect = rules.poll(); effect != null; effect = rules.poll()) {
                if (effect instanceof SessionEffect.Connect connect) {
                    connect(connect.replica(), ++connections[connect.replica()]);
                } else if (effect instanceof SessionEffect.Disconnect disconnect) {
                    connections[disconnect.replica()]++;
                } else if (effect instanceof SessionEffect.Send send) {
                    serve(
                            send.replica(),
                            connections[send.replica()],
                            send.frame().header());
                } else if (effect instanceof SessionEffect.Changed changed) {
                    states.add(changed.state());
                }
            }
            planWakeUp();
        }

        private void connect(int replica, int connection) {
            switch (troubles.get(replica)) {
                case NOBODY_THERE ->
                    later(replica, connection, way(), () -> rules.closed(replica, "refused", time.now()));
                case NO_ROUTE ->
                    later(replica, connection, CONNECT_TIMEOUT_MAX, () -> rules.closed(replica, "timeout", time.now()));
                default -> later(replica, connection, way(), () -> rules.opened(replica, time.now()));
            }
            if (troubles.get(replica) == Trouble.CONNECTIONS_USED_UP) {
                later(replica, connection, 11 * MILLI, () -> rules.closed(replica, "closed", time.now()));
            }
        }

        private void serve(int replica, int connection, ByteBuffer frame) {
            Trouble trouble = troubles.get(replica);
            if (trouble == Trouble.ANOTHER_CLUSTER) {
                later(replica, connection, way(), () -> rules.closed(replica, "closed", time.now()));
            } else if (trouble == Trouble.NO_PRIMARY && Header.command(frame, 0) == Command.PING_CLIENT) {
                ByteBuffer pong = ServerFrames.ofReplica(Rig.CLUSTER, replica).pong(frame);
                later(replica, connection, way(), () -> rules.frame(replica, pong, ByteBuffer.allocate(0), time.now()));
            }
        }

        /** Returns a random time of 1 to 10 ms until a frame or its answer arrives, in ns. */
        private long way() {
            return (1 + random.nextInt(10)) * MILLI;
        }

        private void later(int replica, int connection, long delay, Runnable event) {
            time.after(delay, () -> {
                if (connections[replica] == connection) {
                    event.run();
                    carryOut();
                }
            });
        }
    }
}
