package io.ledgeractors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.wire.Operation;
import org.junit.jupiter.api.Test;

/** Checks the numbers of the protocol fact sheet, section 5. */
class LimitsTest {
    @Test
    void shouldTakeTheEventsOfADefaultServer() {
        assertThat(Limits.DEFAULT.eventsMax(Operation.CREATE_ACCOUNTS)).isEqualTo(8_189);
        assertThat(Limits.DEFAULT.eventsMax(Operation.CREATE_TRANSFERS)).isEqualTo(8_189);
        assertThat(Limits.DEFAULT.eventsMax(Operation.LOOKUP_ACCOUNTS)).isEqualTo(8_189);
        assertThat(Limits.DEFAULT.eventsMax(Operation.LOOKUP_TRANSFERS)).isEqualTo(8_189);
        assertThat(Limits.DEFAULT.eventsMax(Operation.CREATE_TRANSFERS_SPARSE)).isEqualTo(8_189);
        assertThat(Limits.DEFAULT.eventsMax(Operation.CREATE_TRANSFERS_PLAIN)).isEqualTo(8_190);
        assertThat(Limits.DEFAULT.eventsMax(Operation.LOOKUP_TRANSFERS_PLAIN)).isEqualTo(8_190);
        assertThat(Limits.DEFAULT.eventsMax(Operation.QUERY_TRANSFERS)).isEqualTo(1);
        assertThat(Limits.DEFAULT.eventsMax(Operation.GET_CHANGE_EVENTS)).isEqualTo(1);
    }

    @Test
    void shouldTakeTheEventsOfADevelopmentServer() {
        assertThat(Limits.DEVELOPMENT.eventsMax(Operation.CREATE_ACCOUNTS)).isEqualTo(253);
        assertThat(Limits.DEVELOPMENT.eventsMax(Operation.CREATE_TRANSFERS)).isEqualTo(253);
        assertThat(Limits.DEVELOPMENT.eventsMax(Operation.CREATE_TRANSFERS_PLAIN))
                .isEqualTo(254);
        assertThat(Limits.DEVELOPMENT.eventsMax(Operation.LOOKUP_ACCOUNTS)).isEqualTo(2_031);
        assertThat(Limits.DEVELOPMENT.eventsMax(Operation.LOOKUP_ACCOUNTS_PLAIN))
                .isEqualTo(2_032);
    }

    @Test
    void shouldBoundResultsByTheReplyAlone() {
        for (Limits limits : new Limits[] {Limits.DEFAULT, Limits.DEVELOPMENT}) {
            assertThat(limits.resultsMax(Operation.GET_ACCOUNT_TRANSFERS)).isEqualTo(8_189);
            assertThat(limits.resultsMax(Operation.QUERY_ACCOUNTS)).isEqualTo(8_189);
            assertThat(limits.resultsMax(Operation.QUERY_TRANSFERS_PLAIN)).isEqualTo(8_190);
            assertThat(limits.resultsMax(Operation.GET_CHANGE_EVENTS)).isEqualTo(2_730);
        }
    }

    @Test
    void shouldCountEventsAndTrailersOfSeveralBatches() {
        Operation create = Operation.CREATE_TRANSFERS;
        assertThat(Limits.DEFAULT.fits(create, 8_189, 1, 8_189)).isTrue();
        assertThat(Limits.DEFAULT.fits(create, 8_190, 1, 8_190)).isFalse();
        assertThat(Limits.DEFAULT.fits(create, 8_189, 63, 8_189)).isTrue();
        assertThat(Limits.DEFAULT.fits(create, 8_189, 64, 8_189)).isFalse();
        assertThat(Limits.DEFAULT.fits(create, 8_188, 64, 8_188)).isTrue();
        assertThat(Limits.DEVELOPMENT.fits(create, 253, 63, 253)).isTrue();
        assertThat(Limits.DEVELOPMENT.fits(create, 254, 1, 254)).isFalse();
        assertThat(Limits.DEFAULT.fits(create, 0, 65_534, 0)).isTrue();
        assertThat(Limits.DEFAULT.fits(create, 0, 65_535, 0)).isFalse();
    }

    @Test
    void shouldAddTheLimitsOfMergedQueries() {
        assertThat(Limits.DEFAULT.fits(Operation.QUERY_TRANSFERS, 2, 2, 4_000 + 4_188))
                .isTrue();
        assertThat(Limits.DEFAULT.fits(Operation.QUERY_TRANSFERS, 2, 2, 4_000 + 4_190))
                .isFalse();
        assertThat(Limits.DEFAULT.fits(Operation.QUERY_TRANSFERS, 2, 2, 2L * Integer.MAX_VALUE))
                .isFalse();
    }

    @Test
    void shouldRefuseLimitsThatNoServerHas() {
        assertThat(new Limits(512).eventsMax(Operation.CREATE_TRANSFERS)).isEqualTo(3);
        assertThatThrownBy(() -> new Limits(511)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1_048_321)).isInstanceOf(IllegalArgumentException.class);
    }
}
