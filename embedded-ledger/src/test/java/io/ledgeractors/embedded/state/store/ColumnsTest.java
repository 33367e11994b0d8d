package io.ledgeractors.embedded.state.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void shouldKeepNumbersThatWereSetAndBeZeroElsewhere() {
        SplittableRandom random = new SplittableRandom(13);
        IntColumn ints = new IntColumn();
        LongColumn longs = new LongColumn();
        ByteColumn bytes = new ByteColumn();
        Map<Integer, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            int index = random.nextInt(300_000);
            long value = random.nextLong();
            ints.set(index, (int) value);
            longs.set(index, value);
            bytes.set(index, (byte) value);
            expected.put(index, value);
        }
        for (int index = 0; index < 310_000; index++) {
            long value = expected.getOrDefault(index, 0L);
            assertThat(ints.get(index)).isEqualTo((int) value);
            assertThat(longs.get(index)).isEqualTo(value);
            assertThat(bytes.get(index)).isEqualTo((byte) value);
        }
    }
}
