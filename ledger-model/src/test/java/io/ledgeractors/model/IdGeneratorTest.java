package io.ledgeractors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IdGeneratorTest {
    private static final long START = 1_767_225_600_000L;

    private long now = START;

    @Test
    void shouldPutTheMillisecondsInTheUpper48Bits() {
        IdGenerator ids = new IdGenerator(() -> now, new Random(1));
        UInt128 first = ids.next();
        now++;
        UInt128 second = ids.next();
        assertThat(first.high() >>> 16).isEqualTo(START);
        assertThat(second.high() >>> 16).isEqualTo(START + 1);
        assertThat(second.low()).isNotEqualTo(first.low() + 1);
    }

    @Test
    void shouldAddOneWithinAMillisecondAndWhileTheClockIsBehind() {
        IdGenerator ids = new IdGenerator(() -> now, new Random(2));
        UInt128 first = ids.next();
        UInt128 second = ids.next();
        now -= 3_600_000;
        UInt128 third = ids.next();
        assertThat(second).isEqualTo(first.plus(UInt128.of(1)));
        assertThat(third).isEqualTo(first.plus(UInt128.of(2)));
    }

    @Test
    void shouldCarryIntoTheMilliseconds() {
        IdGenerator ids = new IdGenerator(() -> now, ones());
        UInt128 first = ids.next();
        assertThat(first).isEqualTo(UInt128.of(START << 16 | 0xffff, -1));
        assertThat(ids.next()).isEqualTo(UInt128.of(START + 1 << 16, 0));
        now++;
        assertThat(ids.next()).isEqualTo(UInt128.of(START + 1 << 16, 1));
    }

    @Test
    void shouldAlwaysRise() {
        Random random = new Random(3);
        IdGenerator ids = new IdGenerator(() -> now, random);
        UInt128 last = UInt128.ZERO;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(5) - 2;
            UInt128 next = ids.next();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void shouldRefuseAClockOutside48BitsAndStopAtTheLastId() {
        IdGenerator ids = new IdGenerator(() -> now, ones());
        now = -1;
        assertThatThrownBy(ids::next).isInstanceOf(IllegalStateException.class).hasMessageContaining("48 bits");
        now = 1L << 48;
        assertThatThrownBy(ids::next).isInstanceOf(IllegalStateException.class).hasMessageContaining("48 bits");
        now = (1L << 48) - 1;
        ids.next();
        assertThatThrownBy(ids::next).isInstanceOf(IllegalStateException.class).hasMessageContaining("no id is left");
        assertThatThrownBy(ids::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGiveEachThreadIdsOfItsOwn() throws InterruptedException {
        IdGenerator ids = new IdGenerator();
        ConcurrentLinkedQueue<UInt128> all = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int n = 0; n < 5_000; n++) {
                    all.add(ids.next());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(Collections.min(all).high() >>> 16).isCloseTo(System.currentTimeMillis(), within60s());
    }

    private static org.assertj.core.data.Offset<Long> within60s() {
        return org.assertj.core.data.Offset.offset(60_000L);
    }

    private static RandomGenerator ones() {
        return () -> -1L;
    }
}
