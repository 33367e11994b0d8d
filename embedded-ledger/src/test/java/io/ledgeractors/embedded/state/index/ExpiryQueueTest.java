package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpiryQueueTest {
    private record Entry(long time, int ordinal) {}

    private final ExpiryQueue queue = new ExpiryQueue();
    private final PriorityQueue<Entry> expected =
            new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingInt(Entry::ordinal));

    @Test
    void shouldOrderEntriesByTimeThenByAge() {
        SplittableRandom random = new SplittableRandom(8);
        Set<Integer> gone = new HashSet<>();
        for (int ordinal = 0; ordinal < 50_000; ordinal++) {
            Entry entry = new Entry(random.nextInt(2_000), ordinal);
            queue.add(entry.time(), ordinal);
            expected.add(entry);
            if (random.nextInt(3) == 0) {
                takeOne();
            }
            if (random.nextInt(100) == 0) {
                gone.add(random.nextInt(ordinal + 1));
            }
            if (random.nextInt(5_000) == 0) {
                queue.compact(kept -> !gone.contains(kept));
                expected.removeIf(candidate -> gone.contains(candidate.ordinal()));
            }
        }
        while (!expected.isEmpty()) {
            takeOne();
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    void shouldRefuseToReadAnEmptyQueue() {
        assertThatThrownBy(queue::time).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::ordinal).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(queue::remove).isInstanceOf(IllegalStateException.class);
    }

    private void takeOne() {
        assertThat(queue.size()).isEqualTo(expected.size());
        Entry entry = expected.remove();
        assertThat(queue.time()).isEqualTo(entry.time());
        assertThat(queue.ordinal()).isEqualTo(entry.ordinal());
        queue.remove();
    }
}
