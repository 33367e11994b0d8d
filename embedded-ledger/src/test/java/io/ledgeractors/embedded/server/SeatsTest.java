package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who keeps a connection when there are too many. */
class SeatsTest {
    private final Seats<String> seats = new Seats<>(3);

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
        seats.registered("a");
        seats.heard("a");
        assertThat(seats.idle(any -> false)).isEqualTo("b");
        seats.registered("b");
        assertThat(seats.idle(any -> false)).isNull();
        seats.evicted("a");
        assertThat(seats.idle(any -> false)).isEqualTo("a");
        seats.leave("a");
        seats.evicted("a");
        assertThat(seats.idle(any -> false)).isNull();
    }
}
