package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameMemoryTest {
    private final List<String> told = new ArrayList<>();
    private final FrameMemory<String> memory = new FrameMemory<>(10, new FrameMemory.Listener<>() {
        @Override
        public void taken(String connection) {
            told.add("taken from " + connection);
        }

        @Override
        public void free(String connection) {
            told.add("free for " + connection);
            if (isReady) {
                memory.take(connection, 4);
            } else {
                memory.stopWaiting(connection);
            }
        }
    });
    private boolean isReady = true;

    @Test
    void shouldLetThoseWaitForWhomThereIsNone() {
        assertThat(memory.take("a", 4)).isTrue();
        assertThat(memory.take("b", 4)).isTrue();
        assertThat(memory.take("c", 4)).isFalse();
        assertThat(memory.take("d", 2)).as("no connection overtakes another").isFalse();
        assertThat(memory.used()).isEqualTo(8);
        memory.done("a");
        assertThat(told).containsExactly("free for c", "taken from a", "free for d");
        assertThat(memory.isAwaited()).isTrue();
        memory.leave("b");
        assertThat(memory.isAwaited()).isFalse();
        assertThat(memory.used()).isEqualTo(8);
    }

    @Test
    void shouldLeaveItWithAConnectionUntilOthersNeedIt() {
        memory.take("a", 4);
        memory.done("a");
        memory.take("b", 4);
        assertThat(memory.take("a", 5)).isTrue();
        assertThat(memory.used()).isEqualTo(9);
        memory.done("a");
        memory.done("b");
        assertThat(told).isEmpty();
        assertThat(memory.take("c", 10)).isTrue();
        assertThat(told).containsExactly("taken from a", "taken from b");
        assertThat(memory.used()).isEqualTo(10);
        memory.leave("c");
        memory.leave("a");
        assertThat(memory.used()).isZero();
    }

    @Test
    void shouldPassByWhoCannotUseIt() {
        memory.take("a", 10);
        memory.take("b", 4);
        memory.take("c", 4);
        isReady = false;
        memory.done("a");
        assertThat(told).containsExactly("free for b", "free for c");
        assertThat(memory.isAwaited()).isFalse();
    }

    @Test
    void shouldNameTheSlowestOnlyIfOthersWait() {
        memory.take("a", 4);
        memory.take("b", 4);
        assertThat(memory.firstBusy(connection -> true)).isNull();
        memory.take("c", 4);
        assertThat(memory.firstBusy(connection -> true)).isEqualTo("a");
        assertThat(memory.firstBusy(connection -> !connection.equals("a"))).isEqualTo("b");
        assertThat(memory.firstBusy(connection -> false)).isNull();
    }
}
