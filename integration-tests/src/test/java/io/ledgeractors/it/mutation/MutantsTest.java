package io.ledgeractors.it.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantsTest {
    @Test
    void shouldReplaceTextThatStandsInTheSourceExactlyOnce() {
        List<String> wrong = new ArrayList<>();
        for (Mutant mutant : Mutants.ALL) {
            try {
                mutant.soundSource();
            } catch (AssertionError gone) {
                wrong.add(mutant.name() + ": " + gone.getMessage());
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
        assertThat(wrong).isEmpty();
    }
}
