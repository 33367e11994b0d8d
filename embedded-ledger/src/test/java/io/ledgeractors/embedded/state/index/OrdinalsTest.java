package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OrdinalsTest {
    private static final int TO = 500;

    @Test
    void shouldIterateOverARange() {
        Ordinals range = Ordinals.range(3, 6);
        assertThat(walk(range)).containsExactly(3, 4, 5);
        assertThat(walkBack(range)).containsExactly(5, 4, 3);
        assertThat(walk(Ordinals.none())).isEmpty();
        assertThat(walkBack(Ordinals.none())).isEmpty();
    }

    @RepeatedTest(50)
    void shouldUniteAndIntersectAsSetsDo(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        PostingLists lists = new PostingLists();
        int sets = 2 + random.nextInt(4);
        Ordinals[] ordinals = new Ordinals[sets];
        TreeSet<Integer> common = new TreeSet<>();
        TreeSet<Integer> either = new TreeSet<>();
        int[] handles = new int[sets];
        for (int i = 0; i < sets; i++) {
            TreeSet<Integer> members = new TreeSet<>();
            double density = 0.2 + 0.8 * random.nextDouble();
            for (int ordinal = 0; ordinal < TO; ordinal++) {
                if (random.nextDouble() < density) {
                    handles[i] = lists.append(handles[i], ordinal);
                    members.add(ordinal);
                }
            }
            if (i == 0) {
                common.addAll(members);
            } else {
                common.retainAll(members);
            }
            if (i < 2) {
                either.addAll(members);
            }
        }
        for (int i = 0; i < sets; i++) {
            ordinals[i] = lists.open(handles[i]);
        }
        assertThat(walk(Ordinals.intersection(ordinals))).containsExactlyElementsOf(common);
        assertThat(walkBack(Ordinals.intersection(ordinals))).containsExactlyElementsOf(common.descendingSet());
        assertThat(walk(Ordinals.union(ordinals[0], ordinals[1]))).containsExactlyElementsOf(either);
        assertThat(walkBack(Ordinals.union(ordinals[0], ordinals[1])))
                .containsExactlyElementsOf(either.descendingSet());
    }

    private static List<Integer> walk(Ordinals set) {
        List<Integer> members = new ArrayList<>();
        for (int at = set.ceiling(0); at != Ordinals.NONE_ABOVE; at = set.ceiling(at + 1)) {
            members.add(at);
        }
        return members;
    }

    private static List<Integer> walkBack(Ordinals set) {
        List<Integer> members = new ArrayList<>();
        for (int at = set.floor(TO); at != Ordinals.NONE_BELOW; at = set.floor(at - 1)) {
            members.add(at);
        }
        return members;
    }
}
