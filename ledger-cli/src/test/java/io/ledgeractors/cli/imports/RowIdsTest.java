package io.ledgeractors.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import org.junit.jupiter.api.Test;

class RowIdsTest {
    @Test
    void shouldMakeTheSameIdsAgainAndRisingOnes() {
        RowIds ids = new RowIds("file");
        assertThat(ids.of(1)).isEqualTo(new RowIds("file").of(1)).isNotEqualTo(new RowIds("other").of(1));
        UInt128 before = UInt128.ZERO;
        for (long row : new long[] {1, 2, 255, 256, 1L << 31, 1L << 47, (1L << 48) - 1}) {
            assertThat(ids.of(row)).isGreaterThan(before);
            before = ids.of(row);
        }
    }

    @Test
    void shouldRefuseNumbersThatAreNoRow() {
        RowIds ids = new RowIds("file");
        assertThatThrownBy(() -> ids.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ids.of(1L << 48)).isInstanceOf(IllegalArgumentException.class);
    }
}
