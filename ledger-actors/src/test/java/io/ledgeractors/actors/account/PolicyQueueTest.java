package io.ledgeractors.actors.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.account.AccountPolicy.Decision;
import io.ledgeractors.actors.message.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyQueueTest {
    private final List<Long> asked = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    private final PolicyQueue<Integer> queue = queue(2, 5);

    private PolicyQueue<Integer> queue(int parallelism, int maxWaiting) {
        return new PolicyQueue<>(parallelism, maxWaiting, new PolicyQueue.Effects<>() {
            @Override
            public void ask(long number, Integer command) {
                asked.add(number);
            }

            @Override
            public void leave(Integer command) {
                ended.add(command + " left");
            }

            @Override
            public void refuse(Integer command, Refusal reason, String message) {
                ended.add(command + " " + reason);
            }
        });
    }

    @Test
    void shouldLetCommandsLeaveInTheOrderOfTheirArrival() {
        queue.arrived(1, false);
        queue.arrived(2, false);
        queue.decided(2, Decision.allow());
        assertThat(ended).isEmpty();
        queue.decided(1, Decision.allow());
        assertThat(ended).containsExactly("1 left", "2 left");
    }

    @Test
    void shouldRefuseInOrderToo() {
        queue.arrived(1, false);
        queue.arrived(2, false);
        queue.decided(2, Decision.deny("frozen"));
        queue.decided(1, Decision.allow());
        assertThat(ended).containsExactly("1 left", "2 DENIED");
    }

    @Test
    void shouldAskAboutSoManyAtOnce() {
        for (int i = 1; i <= 4; i++) {
            queue.arrived(i, false);
        }
        assertThat(asked).containsExactly(1L, 2L);
        queue.decided(2, Decision.allow());
        assertThat(asked)
                .as("the policy is not asked again about a command that waits for its turn")
                .containsExactly(1L, 2L, 3L);
        assertThat(ended).isEmpty();
    }

    @Test
    void shouldHoldWhatNeedsNoPolicyBehindWhatDoes() {
        queue.arrived(1, true);
        queue.arrived(2, false);
        queue.arrived(3, true);
        assertThat(ended).containsExactly("1 left");
        queue.decided(1, Decision.allow());
        assertThat(ended).containsExactly("1 left", "2 left", "3 left");
    }

    @Test
    void shouldRefuseWhatGetsNoAnswerInTimeAndIgnoreALateOne() {
        queue.arrived(1, false);
        queue.arrived(2, false);
        queue.late(1);
        queue.decided(1, Decision.allow());
        queue.failed(2, "broken");
        assertThat(ended).containsExactly("1 TIMED_OUT", "2 DENIED");
    }

    @Test
    void shouldBoundWhatWaits() {
        for (int i = 1; i <= 6; i++) {
            queue.arrived(i, false);
        }
        assertThat(ended).containsExactly("6 OVERLOADED");
    }

    @Test
    void shouldRefuseAllWhenItStops() {
        queue.arrived(1, false);
        queue.arrived(2, true);
        queue.stop(Refusal.CLOSED, "stopped");
        queue.decided(1, Decision.allow());
        assertThat(ended).containsExactly("1 CLOSED", "2 CLOSED");
    }

    @Test
    void shouldEndEveryCommandOnceInOrderWhateverTheOrderOfTheAnswers() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            asked.clear();
            ended.clear();
            PolicyQueue<Integer> any = queue(1 + random.nextInt(4), 50);
            int commands = 50;
            List<Long> open = new ArrayList<>();
            for (int next = 0, seen = 0; next < commands || !open.isEmpty(); ) {
                if (next < commands && random.nextBoolean()) {
                    any.arrived(next++, random.nextInt(5) == 0);
                } else if (!open.isEmpty()) {
                    long answered = open.remove(random.nextInt(open.size()));
                    switch (random.nextInt(4)) {
                        case 0 -> any.late(answered);
                        case 1 -> any.decided(answered, Decision.deny("no"));
                        default -> any.decided(answered, Decision.allow());
                    }
                }
                open.addAll(asked.subList(seen, asked.size()));
                seen = asked.size();
            }
            assertThat(ended).as("seed " + seed).hasSize(commands);
            for (int i = 0; i < commands; i++) {
                assertThat(ended.get(i)).as("seed " + seed).startsWith(i + " ");
            }
        }
    }
}
