package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The choice of the connection to close when there are too many. */
class ConnectionSlotsTest {
    private final ConnectionSlots<String> slots = new ConnectionSlots<>(3, 2);

    @Test
    void shouldLetTheOneThatWasSilentLongestGo() {
        slots.take("a");
        slots.take("b");
        assertThat(slots.isFull()).isFalse();
        slots.take("c");
        assertThat(slots.isFull()).isTrue();
        assertThat(slots.idle(any -> false)).isEqualTo("a");
        slots.heard("a");
        assertThat(slots.idle(any -> false)).isEqualTo("b");
        assertThat(slots.idle("b"::equals)).isEqualTo("c");
        assertThat(slots.idle(any -> true)).isNull();
        slots.free("b");
        assertThat(slots.isFull()).isFalse();
    }

    @Test
    void shouldNotLetGoWhoHasASession() {
        slots.take("a");
        slots.take("b");
        slots.answered("a");
        slots.heard("a");
        assertThat(slots.idle(any -> false)).isEqualTo("b");
        slots.answered("b");
        assertThat(slots.idle(any -> false)).isNull();
        slots.evicted("a");
        assertThat(slots.idle(any -> false)).isEqualTo("a");
        slots.free("a");
        slots.evicted("a");
        assertThat(slots.idle(any -> false)).isNull();
    }

    @Test
    void shouldCountOutWhoseSessionHadToGoForAnother() {
        slots.take("a");
        slots.take("b");
        slots.take("c");
        slots.answered("a");
        slots.answered("b");
        slots.answered("a");
        assertThat(slots.idle("c"::equals)).isNull();
        slots.answered("c");
        assertThat(slots.idle(any -> false)).as("answered longest ago").isEqualTo("b");
        slots.answered("b");
        assertThat(slots.idle(any -> false)).isEqualTo("a");
        slots.free("c");
        slots.answered("a");
        assertThat(slots.idle(any -> false)).isNull();
        slots.answered("c");
        assertThat(slots.idle(any -> false))
                .as("a closed connection does not count")
                .isNull();
    }
}
