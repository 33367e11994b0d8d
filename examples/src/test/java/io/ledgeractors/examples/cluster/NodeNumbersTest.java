package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeNumbersTest {
    private final List<Integer> announced = new ArrayList<>();

    @Test
    void shouldAnnounceEachNumberBeforeItIsUsed() {
        NodeNumbers numbers = new NodeNumbers(0, 0, announced::add);
        for (int i = 0; i < 1_000; i++) {
            int number = numbers.next();
            assertThat(number).isEqualTo(i);
            assertThat(announced.get(announced.size() - 1)).isGreaterThan(number);
        }
        assertThat(announced).hasSizeLessThan(20);
    }

    @Test
    void shouldUseWhatAnEarlierNodeHasAnnouncedAlthoughItWasStopped() {
        NodeNumbers numbers = new NodeNumbers(60, 64, announced::add);
        numbers.stop();
        List<Integer> used = new ArrayList<>();
        numbers.forEachRemaining(used::add);
        assertThat(used).containsExactly(60, 61, 62, 63);
        assertThat(announced).isEmpty();
    }

    @Test
    void shouldStopAtOnceIfNothingWasAnnounced() {
        NodeNumbers numbers = new NodeNumbers(0, 0, announced::add);
        numbers.next();
        numbers.stop();
        assertThat(numbers.hasNext()).isFalse();
    }

    @Test
    void shouldCountAsEndedOnlyWhatHasNoOpenCallBelow() {
        NodeNumbers numbers = new NodeNumbers(10, 0, announced::add);
        numbers.ended(12);
        numbers.ended(11);
        assertThat(numbers.below()).isEqualTo(10);
        numbers.ended(10);
        assertThat(numbers.below()).isEqualTo(13);
    }
}
