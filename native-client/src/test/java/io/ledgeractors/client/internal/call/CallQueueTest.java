package io.ledgeractors.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.client.CallQueueLimits;
import io.ledgeractors.client.exception.ClientClosedException;
import io.ledgeractors.client.exception.QueueFullException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.client.exception.TooMuchDataException;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallQueueTest {
    private record Ask(int number, int size) implements CallQueue.Entry {
        @Override
        public RequestException refusal(Limits limits) {
            return size > limits.batchSizeLimit()
                    ? new TooMuchDataException(Operation.CREATE_TRANSFERS, "bytes", size, limits.batchSizeLimit())
                    : null;
        }
    }

    private final CallQueue<Ask> queue = new CallQueue<>(3, Header.BODY_MAX);
    private final List<Integer> submitted = new ArrayList<>();
    private final Map<Integer, RequestException> refused = new LinkedHashMap<>();

    @Test
    void shouldWaitForTheSessionAndThenGoOneByOneInOrder() {
        offer(1, 2, 3);
        assertThat(submitted).isEmpty();
        queue.registered(Limits.DEFAULT);
        take();
        assertThat(submitted).containsExactly(1);
        answered();
        offer(4);
        answered();
        answered();
        assertThat(submitted).containsExactly(1, 2, 3, 4);
        answered();
        assertThat(submitted).hasSize(4);
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldSubmitAtOnceWhenNothingIsInFlight() {
        queue.registered(Limits.DEFAULT);
        offer(1);
        assertThat(submitted).containsExactly(1);
    }

    @Test
    void shouldRefuseWhatFindsNoCapacity() {
        queue.registered(Limits.DEFAULT);
        offer(1, 2, 3, 4);
        assertThat(refused).isEmpty();
        offer(5);
        assertThat(refused).containsOnlyKeys(5);
        assertThat(refused.get(5)).isInstanceOf(QueueFullException.class);
        answered();
        offer(6);
        assertThat(refused).containsOnlyKeys(5);
    }

    @Test
    void shouldCountTheBytesThatWaitToo() {
        queue.registered(Limits.DEFAULT);
        offer(new Ask(1, Header.BODY_MAX));
        offer(new Ask(2, Header.BODY_MAX));
        offer(new Ask(3, 1));
        assertThat(refused).containsOnlyKeys(3);
        answered();
        offer(new Ask(4, Header.BODY_MAX));
        assertThat(refused).containsOnlyKeys(3);
    }

    @Test
    void shouldRefuseWhatASmallServerDoesNotTakeOnceThatIsKnown() {
        Ask big = new Ask(1, 100_000);
        offer(big);
        offer(2);
        queue.registered(Limits.DEVELOPMENT);
        take();
        assertThat(refused.get(1)).isInstanceOf(TooMuchDataException.class);
        assertThat(submitted).containsExactly(2);
        offer(new Ask(3, 100_000));
        assertThat(refused).containsOnlyKeys(1, 3);
        offer(new Ask(4, Header.BODY_MAX + 1));
        assertThat(refused).containsOnlyKeys(1, 3, 4);
    }

    @Test
    void shouldRefuseAllThatWaitsAndComesOnceItEnded() {
        queue.registered(Limits.DEFAULT);
        offer(1, 2, 3);
        queue.end(() -> new ClientClosedException("the first reason"));
        queue.end(() -> new ClientClosedException("another"));
        take();
        assertThat(refused).containsOnlyKeys(2, 3);
        offer(4);
        answered();
        queue.registered(Limits.DEFAULT);
        take();
        assertThat(submitted).containsExactly(1);
        assertThat(refused)
                .containsOnlyKeys(2, 3, 4)
                .allSatisfy((number, why) -> assertThat(why).hasMessage("the client is closed: the first reason"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldEndEveryCallOnceWhateverHappens(int seed) {
        for (int run = 0; run < 2_000; run++) {
            Random random = new Random(seed * 1_000_000L + run);
            CallQueueTest one = new CallQueueTest();
            int calls = one.runAtRandom(random);
            List<Integer> all = new ArrayList<>(one.submitted);
            all.addAll(one.refused.keySet());
            assertThat(all).as("seed %d, run %d", seed, run).hasSize(calls).doesNotHaveDuplicates();
            assertThat(one.submitted).isSorted();
        }
    }

    private int runAtRandom(Random random) {
        int calls = 0;
        int steps = 5 + random.nextInt(30);
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(6)) {
                case 0 -> queue.registered(random.nextBoolean() ? Limits.DEFAULT : Limits.DEVELOPMENT);
                case 1 -> {
                    if (inFlight > 0) {
                        answered();
                    }
                }
                case 2 -> {
                    if (random.nextInt(8) == 0) {
                        queue.end(() -> new ClientClosedException("at random"));
                    }
                }
                default -> offer(new Ask(calls++, random.nextInt(600_000)));
            }
            take();
        }
        queue.end(() -> new ClientClosedException("over"));
        take();
        return calls;
    }

    @Test
    void shouldRefuseBoundsThatCannotWork() {
        assertThatThrownBy(() -> new CallQueueLimits(0, 1 << 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallQueueLimits(1, 1 << 19)).hasMessageContaining("1048320");
    }

    private int inFlight;

    private void offer(int... numbers) {
        for (int number : numbers) {
            offer(new Ask(number, 100));
        }
    }

    private void offer(Ask ask) {
        queue.offer(ask);
        take();
    }

    private void answered() {
        inFlight--;
        queue.answered();
        take();
    }

    private void take() {
        for (CallQueue.Effect<Ask> effect = queue.poll(); effect != null; effect = queue.poll()) {
            if (effect instanceof CallQueue.Submit<Ask> submit) {
                submitted.add(submit.call().number());
                assertThat(++inFlight).as("calls in flight").isEqualTo(1);
            } else if (effect instanceof CallQueue.Refuse<Ask> refuse) {
                assertThat(refused.put(refuse.call().number(), refuse.why())).isNull();
            }
        }
    }
}
