package io.ledgeractors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReleaseTest {
    @Test
    void shouldJoinAndShowItsNumbers() {
        assertThat(Release.of(0, 17, 9)).isEqualTo(new Release(0x1109)).hasToString("0.17.9");
        assertThat(Release.of(65_535, 255, 255)).isEqualTo(new Release(-1)).hasToString("65535.255.255");
    }

    @Test
    void shouldOrderByNumberAndNotByText() {
        assertThat(Release.of(0, 17, 10)).isGreaterThan(Release.of(0, 17, 9));
        assertThat(Release.of(0, 16, 78)).isLessThan(Release.CLIENT);
        assertThat(Release.of(40_000, 0, 0)).isGreaterThan(Release.of(1, 0, 0));
    }

    @Test
    void shouldRefuseWhatTheWireCannotState() {
        assertThatThrownBy(() -> Release.of(0, 256, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Release.of(0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Release.of(65_536, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
