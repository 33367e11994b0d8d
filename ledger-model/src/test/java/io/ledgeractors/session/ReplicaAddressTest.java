package io.ledgeractors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplicaAddressTest {
    @Test
    void shouldReadEveryForm() {
        assertThat(ReplicaAddress.parse("3000")).isEqualTo(new ReplicaAddress("127.0.0.1", 3000));
        assertThat(ReplicaAddress.parse("127.0.0.1")).isEqualTo(new ReplicaAddress("127.0.0.1", 3001));
        assertThat(ReplicaAddress.parse("10.0.0.7:3000")).isEqualTo(new ReplicaAddress("10.0.0.7", 3000));
        assertThat(ReplicaAddress.parse(" ledger-1.example:0 ")).isEqualTo(new ReplicaAddress("ledger-1.example", 0));
        assertThat(ReplicaAddress.parse("[::1]:3000")).isEqualTo(new ReplicaAddress("::1", 3000));
        assertThat(ReplicaAddress.parse("[fe80::1]")).isEqualTo(new ReplicaAddress("fe80::1", 3001));
        assertThat(ReplicaAddress.parse("65535").port()).isEqualTo(65_535);
    }

    @Test
    void shouldReadWhatItWrites() {
        Stream.of("127.0.0.1:3000", "localhost:65535", "[::1]:3001")
                .forEach(text -> assertThat(ReplicaAddress.parse(text)).hasToString(text));
    }

    @Test
    void shouldKeepTheOrderOfAList() {
        assertThat(ReplicaAddress.parseList("3001, 3000,10.0.0.1:3"))
                .extracting(ReplicaAddress::toString)
                .containsExactly("127.0.0.1:3001", "127.0.0.1:3000", "10.0.0.1:3");
        assertThat(ReplicaAddress.parseList("1,2,3,4,5,6")).hasSize(6);
        assertThatThrownBy(() -> ReplicaAddress.parseList("1,2,3,4,5,6,7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 6 replicas");
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertRefused("", "an address is missing");
        assertRefused("  ", "an address is missing");
        assertRefused("65536", "a port is between 0 and 65535");
        assertRefused("99999999999999999999", "a port is between 0 and 65535");
        assertRefused("host:65536", "a port is between 0 and 65535");
        assertRefused("host:", "not a port: ''");
        assertRefused("host:+1", "not a port: '+1'");
        assertRefused("host:-1", "not a port: '-1'");
        assertRefused("host:http", "not a port: 'http' in 'host:http'");
        assertRefused(":3000", "an address needs a host");
        assertRefused("::1", "write [::1]:3000");
        assertRefused("[::1", "write [::1]:3000");
        assertRefused("[::1]3000", "write [::1]:3000");
        assertRefused("[]:3000", "an address needs a host");
        assertRefused("-1", "'-1' is no host");
        assertRefused("two words:3000", "'two words' is no host");
        assertThatThrownBy(() -> ReplicaAddress.parseList("3000,"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an address is missing");
        assertThatThrownBy(() -> new ReplicaAddress("host", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> ReplicaAddress.parse(text))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
