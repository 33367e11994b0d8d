package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Checksum;
import org.junit.jupiter.api.Test;

class OpenRequestTest {
    private static final int ASKS = 100; // more bytes than are summed at once

    @Test
    void shouldComputeChecksumsOnlyForSessionsThatSendThem() {
        assertThat(new RequestPool(true).take(Limits.SIZE_MIN).checksum).isNotNull();
        assertThat(new RequestPool(false).take(Limits.SIZE_MIN).checksum).isNull();
    }

    @Test
    void shouldMakeTheSameBodyWithAndWithoutAChecksum() {
        Body with = body(new RequestPool(true));
        Body without = body(new RequestPool(false));
        assertThat(without.bytes()).isEqualTo(with.bytes());
        assertThat(without.checksum()).isEqualTo(with.checksum()).isEqualTo(Checksum.of(with.bytes(), 0, with.size()));
    }

    private static Body body(RequestPool pool) {
        OpenRequest<TestAsk> request = new OpenRequests<TestAsk>(pool).create(TestAsk.create(0, 1), Limits.DEFAULT, 0);
        for (int number = 1; number <= ASKS; number++) {
            request.add(TestAsk.create(number, 1));
        }
        return request.seal();
    }
}
