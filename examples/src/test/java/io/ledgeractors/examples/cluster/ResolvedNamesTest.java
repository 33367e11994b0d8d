package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.session.ReplicaAddress;
import org.junit.jupiter.api.Test;

class ResolvedNamesTest {
    @Test
    void shouldRefuseAddressesOfWhichNoneIsResolved() {
        assertThatThrownBy(() -> ResolvedNames.require(ReplicaAddress.parseList("nonsense,other:3000"), host -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no address is found for nonsense, other; write HOST:PORT");
    }

    @Test
    void shouldTakeAddressesOfWhichOneIsResolved() {
        assertThatCode(() -> ResolvedNames.require(ReplicaAddress.parseList("nonsense,other:3000"), "other"::equals))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldTakeIpAddresses() {
        assertThatCode(() -> ResolvedNames.require(ReplicaAddress.parseList("127.0.0.1:3000,[::1]:3000")))
                .doesNotThrowAnyException();
    }
}
