package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who keeps a connection when there are too many. */
class ConnectionSlotsTest {
    private final ConnectionSlots<String> seats = new ConnectionSlots<>(3, 2);

    @Test
    void shouldLetTheOneThatWasSilentLongestGo() {
        seats.take("a");
        seats.take("b");
        assertThat(seats.isFull()).isFalse();
        seats.take("c");
        assertThat(seats.isFull()).isTrue();
        assertThat(seats.idle(any -> false)).isEqualTo("a");
        seats.heard("a");
        assertThat(seats.idle(any -> false)).isEqualTo("b");
        assertThat(seats.idle("b"::equals)).isEqualTo("c");
        assertThat(seats.idle(any -> true)).isNull();
        seats.leave("b");
        assertThat(seats.isFull()).isFalse();
    }

    @Test
    void shouldNotLetGoWhoHasASession() {
        seats.take("a");
        seats.take("b");
        seats.answered("a");
        seats.heard("a");
        assertThat(seats.idle(any -> false)).isEqualTo("b");
        seats.answered("b");
        assertThat(seats.idle(any -> false)).isNull();
        seats.evicted("a");
        assertThat(seats.idle(any -> false)).isEqualTo("a");
        seats.leave("a");
        seats.evicted("a");
        assertThat(seats.idle(any -> false)).isNull();
    }

    @Test
    void shouldCountOutWhoseSessionHadToGoForAnother() {
        seats.take("a");
        seats.take("b");
        seats.take("c");
        seats.answered("a");
        seats.answered("b");
        seats.answered("a");
        assertThat(seats.idle("c"::equals)).isNull();
        seats.answered("c");
        assertThat(seats.idle(any -> false)).as("answered longest ago").isEqualTo("b");
        seats.answered("b");
        assertThat(seats.idle(any -> false)).isEqualTo("a");
        seats.leave("c");
        seats.answered("a");
        assertThat(seats.idle(any -> false)).isNull();
        seats.answered("c");
        assertThat(seats.idle(any -> false)).as("who has left counts no more").isNull();
    }
}
