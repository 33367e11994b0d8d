package io.ledgeractors.embedded.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueIndexTest {
    @Test
    void shouldListWhatWasAddedWhileItGrows() {
        SplittableRandom random = new SplittableRandom(21);
        ValueIndex index = new ValueIndex();
        Map<Integer, List<Integer>> expected = new HashMap<>();
        for (int ordinal = 0; ordinal < 100_000; ordinal++) {
            int print = Fingerprints.of64(random.nextInt(30_000));
            index.add(print, ordinal);
            expected.computeIfAbsent(print, any -> new ArrayList<>()).add(ordinal);
        }
        expected.forEach((print, ordinals) -> {
            List<Integer> found = new ArrayList<>();
            Ordinals list = index.open(print);
            for (int at = list.ceiling(0); at != Ordinals.NONE_ABOVE; at = list.ceiling(at + 1)) {
                found.add(at);
            }
            assertThat(found).isEqualTo(ordinals);
        });
        assertThat(index.open(Fingerprints.of64(1_000_000)).ceiling(0)).isEqualTo(Ordinals.NONE_ABOVE);
    }
}
