package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTableTest {
    @ParameterizedTest
    @ValueSource(ints = {0x7fff_ffff, 0xffff, 0xff})
    void shouldHoldTheEntriesOfAMapWhileItGrows(int mask) {
        long seed = 7 + mask;
        SplittableRandom random = new SplittableRandom(seed);
        FingerprintTable table = new FingerprintTable(4);
        Map<Integer, TreeSet<Integer>> expected = new HashMap<>();
        int count = mask == 0xff ? 2_000 : 20_000;
        for (int value = 0; value < count; value++) {
            // The upper bits are the place. Some rounds spread them, others concentrate them.
            int print = mask == 0xff ? (random.nextInt() & mask) + 1 : random.nextInt() | ~mask | 1;
            table.prepare(1);
            table.add(print, value);
            expected.computeIfAbsent(print, any -> new TreeSet<>()).add(value);
        }
        assertThat(table.count()).isEqualTo(count);
        expected.forEach((print, values) -> assertThat(valuesOf(table, print))
                .as("seed %d, print %d", seed, print)
                .isEqualTo(values));
    }

    @Test
    void shouldNotFindFingerprintsThatWereNotAdded() {
        FingerprintTable table = new FingerprintTable(4);
        for (int i = 1; i <= 1000; i++) {
            table.prepare(1);
            table.add(i * 2_654_435, i);
        }
        assertThat(table.first(12_345)).isFalse();
        assertThat(table.first(-1)).isFalse();
    }

    @Test
    void shouldRemoveTheNewestEntriesWhileItGrows() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        FingerprintTable table = new FingerprintTable(6);
        Map<Integer, TreeSet<Integer>> expected = new HashMap<>();
        int value = 0;
        for (int round = 0; round < 2_000; round++) {
            Deque<int[]> added = new ArrayDeque<>();
            int more = random.nextInt(20);
            table.prepare(more);
            for (int i = 0; i < more; i++) {
                int print = random.nextInt() | 1;
                table.add(print, value);
                added.push(new int[] {print, value++});
            }
            if (random.nextBoolean()) {
                added.forEach(entry -> table.removeNewest(entry[0], entry[1]));
            } else {
                added.forEach(entry -> expected.computeIfAbsent(entry[0], any -> new TreeSet<>())
                        .add(entry[1]));
            }
        }
        assertThat(table.count())
                .isEqualTo(expected.values().stream().mapToInt(TreeSet::size).sum());
        expected.forEach((print, values) -> assertThat(valuesOf(table, print))
                .as("seed %d, print %d", seed, print)
                .isEqualTo(values));
    }

    @Test
    void shouldSeekManyAtOnceWhileItGrows() {
        long seed = 13;
        SplittableRandom random = new SplittableRandom(seed);
        FingerprintTable table = new FingerprintTable(4);
        Map<Integer, Integer> expected = new HashMap<>();
        int[] prints = new int[64];
        int[] places = new int[64];
        int[] values = new int[64];
        for (int round = 0; round < 500; round++) {
            table.prepare(prints.length);
            for (int i = 0; i < prints.length; i++) {
                prints[i] = random.nextInt(4) == 0 ? 0 : (random.nextInt(8_000) + 1) * 0x9e37_79b1;
            }
            table.seek(prints, prints.length, places, values);
            for (int i = 0; i < prints.length; i++) {
                Integer there = expected.get(prints[i]);
                assertThat(places[i] == FingerprintTable.NOWHERE)
                        .as("seed %d, round %d, %d nowhere", seed, round, prints[i])
                        .isEqualTo(there == null);
                assertThat(values[i]).isEqualTo(there == null ? 0 : there);
            }
            for (int i = 0; i < prints.length; i++) {
                int value = round * prints.length + i;
                if (places[i] != FingerprintTable.NOWHERE) {
                    assertThat(table.value(places[i])).isEqualTo(expected.get(prints[i]));
                    table.replace(places[i], prints[i], value);
                    expected.put(prints[i], value);
                } else if (prints[i] != 0 && expected.putIfAbsent(prints[i], value) == null) {
                    table.add(prints[i], value);
                }
            }
        }
        assertThat(table.count()).isEqualTo(expected.size()).isGreaterThan(5_000);
        expected.forEach((print, value) -> assertThat(valuesOf(table, print)).containsExactly(value));
    }

    @Test
    void shouldReplaceAValue() {
        FingerprintTable table = new FingerprintTable(4);
        table.add(99, 1);
        assertThat(table.first(99)).isTrue();
        table.replace(-5);
        assertThat(table.first(99)).isTrue();
        assertThat(table.value()).isEqualTo(-5);
        assertThat(table.next()).isFalse();
    }

    @Test
    void shouldGrowByASmallFactor() {
        FingerprintTable table = new FingerprintTable(12);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1_000_000; i++) {
            table.prepare(1);
            table.add(random.nextInt() | 1, i);
            if (i > 100_000 && i % 1000 == 0) {
                assertThat((double) table.bytes() / 8 / i).isBetween(1.3, 4.2);
            }
        }
    }

    @Test
    void shouldRefuseToRemoveAnEntryThatItDoesNotHold() {
        FingerprintTable table = new FingerprintTable(4);
        table.add(3, 1);
        assertThatThrownBy(() -> table.removeNewest(3, 2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseTheFingerprintZero() {
        assertThatThrownBy(() -> new FingerprintTable(4).add(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TreeSet<Integer> valuesOf(FingerprintTable table, int print) {
        TreeSet<Integer> values = new TreeSet<>();
        for (boolean found = table.first(print); found; found = table.next()) {
            assertThat(values.add(table.value())).isTrue();
        }
        return values;
    }
}
