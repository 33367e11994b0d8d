package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueIndexTest {
    private final ValueIndex values = new ValueIndex();
    private final NumberIndex numbers = new NumberIndex();

    @Test
    void shouldHoldEachOrdinalUnderItsValue() {
        for (int ordinal = 0; ordinal < 10_000; ordinal++) {
            values.add(1 + ordinal % 7, ordinal);
            numbers.add(ordinal % 5, ordinal);
        }
        assertThat(list(values.open(3))).hasSize(1_429).startsWith(2, 9, 16);
        assertThat(list(numbers.open(4))).hasSize(2_000).startsWith(4, 9, 14);
        assertThat(list(values.open(99))).isEmpty();
    }

    @Test
    void shouldNotAddOrdinalsAgainAfterAnAdditionFailed() {
        for (int ordinal = 0; ordinal < 1_000; ordinal++) {
            values.add(5, ordinal);
            numbers.add(2, ordinal);
        }
        for (int ordinal = 400; ordinal < 1_200; ordinal++) {
            values.add(5, ordinal);
            numbers.add(2, ordinal);
        }
        assertThat(list(values.open(5))).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(list(numbers.open(2))).hasSize(1_200).doesNotHaveDuplicates();
    }

    @Test
    void shouldFindTheListAgainAfterOthersWereReadOrAdded() {
        values.add(5, 0);
        values.add(5, 1);
        assertThat(list(values.open(6))).isEmpty();
        values.add(5, 2);
        values.add(6, 3);
        values.add(5, 4);
        assertThat(list(values.open(5))).containsExactly(0, 1, 2, 4);
        assertThat(list(values.open(6))).containsExactly(3);
    }

    @Test
    void shouldHoldTheSameOrdinalsWhetherAddedInARowOrOneByOne() {
        long seed = 17;
        SplittableRandom random = new SplittableRandom(seed);
        ValueIndex inRows = new ValueIndex();
        NumberIndex numbersInRows = new NumberIndex();
        ValueIndex.Scratch scratch = new ValueIndex.Scratch(256);
        int next = 0;
        while (next < 60_000) {
            int count = 1 + random.nextInt(256);
            // A part of the row was added before, as if memory had run out in the middle of it.
            int first = Math.max(0, next - random.nextInt(3));
            int[] row = new int[256];
            for (int i = next - first; i < count; i++) {
                row[i] = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? 40 : 20_000);
            }
            inRows.add(row, count, first, scratch);
            numbersInRows.add(row, count, first, new int[256]);
            for (int i = next - first; i < count; i++) {
                if (row[i] != 0) {
                    values.add(row[i], first + i);
                }
                numbers.add(row[i], first + i);
            }
            next = Math.max(next, first + count);
        }
        for (int value = 0; value <= 20_000; value++) {
            assertThat(list(numbersInRows.open(value)))
                    .as("seed %d, %d", seed, value)
                    .isEqualTo(list(numbers.open(value)));
            if (value != 0) {
                assertThat(list(inRows.open(value)))
                        .as("seed %d, %d", seed, value)
                        .isEqualTo(list(values.open(value)));
            }
        }
    }

    private static List<Integer> list(Ordinals ordinals) {
        List<Integer> list = new ArrayList<>();
        for (int next = ordinals.ceiling(0); next != Ordinals.NONE_ABOVE; next = ordinals.ceiling(next + 1)) {
            list.add(next);
        }
        return list;
    }
}
