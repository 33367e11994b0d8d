package io.ledgeractors.it.vortex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VortexChainsTest {
    // A capital letter is linked to the next event.
    @ParameterizedTest
    @CsvSource({"a,a", "abc,a b c", "Ab,Ab", "aBCdEfg,a BCd Ef g", "aB,a B", "aBC,a BC", "A,A"})
    void shouldSplitBetweenChains(String events, String parts) {
        List<Character> letters = events.chars().mapToObj(c -> (char) c).toList();
        List<List<Character>> expected = List.of(parts.split(" ")).stream()
                .map(part -> part.chars().mapToObj(c -> (char) c).toList())
                .toList();
        assertThat(VortexChains.split(letters, Character::isUpperCase)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void shouldMakeNoPartOfNoEvents(boolean isLinked) {
        assertThat(VortexChains.split(List.of(), event -> isLinked)).isEmpty();
    }
}
