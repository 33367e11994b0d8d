package io.ledgeractors.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertRefused("a\tb:3000", "is no host");
        assertThatThrownBy(() -> ReplicaAddress.parseList("3000,"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an address is missing");
        assertThatThrownBy(() -> new ReplicaAddress("host", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "ledger-1.example.com",
                "ledger-1.example.com.",
                "tigerbeetle_1",
                "1.ledger.svc",
                "xn--mnchen-3ya.example",
                "0.0.0.0",
                "255.255.255.255"
            })
    void shouldTakeNamesAndIpv4Addresses(String host) {
        assertThat(ReplicaAddress.parse(host + ":3000")).isEqualTo(new ReplicaAddress(host, 3000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "1::", "fe80::1%eth0", "1:2:3:4:5:6:7:8", "1::8", "::ffff:10.0.0.1"})
    void shouldTakeIpv6Addresses(String host) {
        assertThat(ReplicaAddress.parse("[" + host + "]:3000")).isEqualTo(new ReplicaAddress(host, 3000));
    }

    @Test
    void shouldTakeNamesThatDifferInCaseForOne() {
        assertThat(ReplicaAddress.parse("Ledger-1.Example:3000"))
                .isEqualTo(ReplicaAddress.parse("ledger-1.example:3000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.-b", "a-.b", "a/b", "a@b", "http//a", "a,b", "$host", "${?HOST}", "."})
    void shouldRefuseWhatIsNoName(String host) {
        assertRefused(host + ":3000", "'" + host.toLowerCase(Locale.ROOT) + "' is no host: between dots");
    }

    @Test
    void shouldSayWhyItIsNoName() {
        assertRefused("10.0.0.256", "four numbers from 0 to 255");
        assertRefused("10.0.1", "four numbers from 0 to 255");
        assertRefused("010.0.0.1", "four numbers from 0 to 255");
        assertRefused("ledger.3000", "four numbers from 0 to 255");
        assertRefused("m\u00fcnchen.example", "write the ASCII form");
        assertRefused("a".repeat(64) + ".example", "1 to 63");
        assertRefused("a.".repeat(127), "at most 253");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "1:2",
                "::1::",
                ":::",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "::g",
                "::10.0.0",
                "10.0.0.1::",
                "::1%",
                "::1%a b"
            })
    void shouldRefuseWhatIsNoIpv6Address(String host) {
        assertRefused("[" + host + "]:3000", "'" + host + "' is no host: it is no IPv6 address; write [::1]:3000");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> ReplicaAddress.parse(text))
                .as(text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
