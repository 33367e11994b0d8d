package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyMemoryTest {
    private final ReplyMemory<String> memory = new ReplyMemory<>(10);

    @Test
    void shouldNameWhoHasNotReadForLongestOnceItIsUsedUp() {
        memory.add("a", 4);
        memory.add("b", 4);
        assertThat(memory.slowest()).isNull();
        memory.add("a", 1);
        memory.add("c", 4);
        assertThat(memory.slowest()).isEqualTo("a");
        memory.remove("a", 4);
        memory.add("c", 4);
        assertThat(memory.slowest()).as("a has read something").isEqualTo("b");
        memory.remove("b", 4);
        memory.remove("c", 4);
        memory.remove("c", 4);
        memory.remove("a", 1);
        assertThat(memory.used()).isZero();
    }

    @Test
    void shouldLeaveOneAlone() {
        memory.add("a", 11);
        assertThat(memory.slowest()).isNull();
    }
}
