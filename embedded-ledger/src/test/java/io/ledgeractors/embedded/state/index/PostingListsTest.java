package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PostingListsTest {
    private static final int LISTS = 300;

    private final PostingLists lists = new PostingLists();

    @Test
    void shouldHoldTheOrdinalsOfSets() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        int[] handles = new int[LISTS];
        List<TreeSet<Integer>> expected = new ArrayList<>();
        for (int i = 0; i < LISTS; i++) {
            expected.add(new TreeSet<>());
        }
        for (int ordinal = 0; ordinal < 200_000; ordinal++) {
            // Some lists get most of the ordinals, some get one or none.
            int list = (int) (LISTS * Math.pow(random.nextDouble(), 6));
            handles[list] = lists.append(handles[list], ordinal);
            expected.get(list).add(ordinal);
        }
        for (int i = 0; i < LISTS; i++) {
            compare(lists.open(handles[i]), expected.get(i), random);
        }
    }

    @Test
    void shouldHoldOneLongList() {
        int handle = 0;
        TreeSet<Integer> expected = new TreeSet<>();
        for (int ordinal = 0; ordinal < 1_000_000; ordinal += 3) {
            handle = lists.append(handle, ordinal);
            expected.add(ordinal);
        }
        compare(lists.open(handle), expected, new SplittableRandom(1));
        assertThat(lists.bytes()).isLessThan(expected.size() * 6L);
    }

    @Test
    void shouldTakeNoMemoryForAListOfOne() {
        int handle = lists.append(0, 17);
        assertThat(lists.bytes()).isZero();
        Ordinals list = lists.open(handle);
        assertThat(list.ceiling(0)).isEqualTo(17);
        assertThat(list.floor(100)).isEqualTo(17);
        assertThat(list.ceiling(18)).isEqualTo(Ordinals.NONE_ABOVE);
        assertThat(list.floor(16)).isEqualTo(Ordinals.NONE_BELOW);
    }

    private static void compare(Ordinals list, TreeSet<Integer> expected, SplittableRandom random) {
        List<Integer> forwards = new ArrayList<>();
        for (int at = list.ceiling(0); at != Ordinals.NONE_ABOVE; at = list.ceiling(at + 1)) {
            forwards.add(at);
        }
        assertThat(forwards).isEqualTo(new ArrayList<>(expected));
        List<Integer> backwards = new ArrayList<>();
        for (int at = list.floor(Integer.MAX_VALUE - 1); at != Ordinals.NONE_BELOW; at = list.floor(at - 1)) {
            backwards.add(at);
        }
        assertThat(backwards).isEqualTo(new ArrayList<>(expected.descendingSet()));
        for (int i = 0; i < 200; i++) {
            int ordinal = random.nextInt(210_000);
            Integer above = expected.ceiling(ordinal);
            Integer below = expected.floor(ordinal);
            assertThat(list.ceiling(ordinal)).isEqualTo(above == null ? Ordinals.NONE_ABOVE : above);
            assertThat(list.floor(ordinal)).isEqualTo(below == null ? Ordinals.NONE_BELOW : below);
        }
    }
}
