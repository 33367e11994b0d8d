package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private final Set<Long> open = new HashSet<>();
    private final KeyTable keys = new KeyTable(open::contains);

    @Test
    void shouldKnowTheOpenRequestOfAKey() {
        open.add(3L);
        keys.setRequest(keys.slot(7), 3);
        assertThat(keys.request(keys.slot(7))).isEqualTo(3);
        assertThat(keys.request(keys.slot(8))).isZero();
    }

    @Test
    void shouldForgetARequestThatHasLeft() {
        open.add(3L);
        keys.setRequest(keys.slot(7), 3);
        open.clear();
        assertThat(keys.request(keys.slot(7))).isZero();
    }

    @Test
    void shouldCountWhatWaitsInEitherLane() {
        keys.addWaiting(keys.slot(7), false);
        keys.addWaiting(keys.slot(7), false);
        keys.addWaiting(keys.slot(8), true);
        assertThat(keys.waiting(keys.slot(7))).isEqualTo(2);
        assertThat(keys.waiting(keys.slot(8))).isEqualTo(-1);
        keys.removeWaiting(keys.slot(7));
        keys.removeWaiting(keys.slot(8));
        assertThat(keys.waiting(keys.slot(7))).isEqualTo(1);
        assertThat(keys.waiting(keys.slot(8))).isZero();
    }

    @Test
    void shouldForgetPassedOverKeysWithTheNextPass() {
        keys.beginPass();
        keys.passOver(keys.slot(7));
        assertThat(keys.isPassedOver(keys.slot(7))).isTrue();
        keys.beginPass();
        assertThat(keys.isPassedOver(keys.slot(7))).isFalse();
    }

    @Test
    void shouldKeepLiveKeysWhileAMillionOthersComeAndGo() {
        Random random = new Random(1);
        open.add(1L);
        for (long key = 1; key <= 5_000; key++) {
            keys.setRequest(keys.slot(key), 1);
            keys.addWaiting(keys.slot(-key), true);
        }
        for (int i = 0; i < 1_000_000; i++) {
            keys.setRequest(keys.slot(random.nextLong() | 1L << 40), 2);
        }
        for (long key = 1; key <= 5_000; key++) {
            assertThat(keys.request(keys.slot(key))).isEqualTo(1);
            assertThat(keys.waiting(keys.slot(-key))).isEqualTo(-1);
        }
    }
}
