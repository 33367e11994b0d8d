package io.ledgeractors.actors.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.pekko.actor.ActorPath;
import org.junit.jupiter.api.Test;

class TemporaryPathsTest {
    private final TemporaryPaths paths = new TemporaryPaths();

    @Test
    void shouldReadTheSameAsPekko() {
        for (int round = 0; round < 2; round++) { // the second time the nodes are known
            for (int port = 1; port < 200; port++) {
                String text = "pekko://shop@10.0.0." + port % 3 + ":" + port + "/temp/AccountEntity$Command$" + port;
                assertThat(paths.parse(text)).isEqualTo(ActorPath.fromString(text));
            }
        }
        String deep = "pekko://shop@[::1]:17355/temp/a/b";
        assertThat(paths.parse(deep)).isEqualTo(ActorPath.fromString(deep)).hasToString(deep);
    }

    @Test
    void shouldLeaveEverythingElseToPekko() {
        assertThat(Stream.of(
                        "pekko://shop@10.0.0.1:17355/user/asker#7",
                        "pekko://shop@10.0.0.1:17355/temp/asker#7",
                        "pekko://shop@10.0.0.1:17355/temp",
                        "pekko://shop@10.0.0.1:17355/temp/",
                        "pekko://shop@10.0.0.1:17355/temp//asker",
                        "pekko://shop@10.0.0.1:17355",
                        "pekko://shop/temp/asker",
                        "pekko://shop@10.0.0.1:port/temp/asker",
                        "://temp/asker",
                        "/temp/asker",
                        "temp",
                        ""))
                .allSatisfy(text -> assertThat(paths.parse(text)).as(text).isNull());
    }
}
