package io.ledgeractors.benchmarks.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnLoopTest {
    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void shouldAnswerEachRequestWithOneLine() throws IOException {
        assertThat(serve("open asks-64 cluster 0 127.0.0.1:3000", "turn 250", "renew", "turn 1"))
                .isTrue();
        assertThat(calls)
                .containsExactly("asks-64 at cluster 0 127.0.0.1:3000", "PT0.25S", "renew", "PT0.001S", "close");
        assertThat(lines())
                .containsExactly(
                        "ledger-turns/1 ready",
                        "ledger-turns/1 ready",
                        "ledger-turns/1 done 7 8 9",
                        "ledger-turns/1 ready",
                        "ledger-turns/1 done 7 8 9");
    }

    @Test
    void shouldEndAfterAFailureWithTheReasonInOneLine() throws IOException {
        assertThat(serve("open broken memory", "turn 1")).isFalse();
        assertThat(lines()).containsExactly("ledger-turns/1 ready", "ledger-turns/1 failed no scenario; broken");
        assertThat(calls).isEmpty();
    }

    @Test
    void shouldRefuseRequestsInTheWrongOrder() throws IOException {
        assertThat(serve("turn 1")).isFalse();
        assertThat(serve("open a memory", "open b memory")).isFalse();
        assertThat(serve("jump")).isFalse();
        assertThat(lines())
                .contains(
                        "ledger-turns/1 failed no scenario is open",
                        "ledger-turns/1 failed a scenario is open already",
                        "ledger-turns/1 failed not a request: jump");
    }

    @Test
    void shouldReadBackEachRequest() {
        for (TurnRequest request : List.of(
                new TurnRequest.Open("state-zipf", "memory"), new TurnRequest.Turn(1_500), new TurnRequest.Renew())) {
            assertThat(TurnRequest.parse(request.line())).isEqualTo(request);
        }
    }

    @Test
    void shouldReadBackEachReply() {
        for (TurnReply reply : List.of(
                new TurnReply.Ready(),
                new TurnReply.Done(new TurnResult(1, 2, 0)),
                new TurnReply.Failed("the ledger is away"))) {
            assertThat(TurnReply.parse(reply.line())).isEqualTo(reply);
        }
    }

    @Test
    void shouldReadBackEachPlace() {
        for (TurnPlace place : List.of(
                TurnPlace.embedded(true), TurnPlace.embedded(false), TurnPlace.cluster("7", "host:1,other:2"))) {
            assertThat(TurnPlace.parse(place.words())).isEqualTo(place);
        }
    }

    @Test
    void shouldPassOverOtherOutputButNotOverAnotherVersion() {
        assertThat(TurnReply.parse("OpenJDK 64-Bit Server VM warning: something"))
                .isNull();
        assertThatThrownBy(() -> TurnReply.parse("ledger-turns/2 ready"))
                .hasMessageContaining("another version of the protocol")
                .hasMessageContaining("ledger-turns/2 ready");
        assertThatThrownBy(() -> TurnReply.parse("ledger-turns/1 done 1 2")).hasMessageContaining("not a reply");
    }

    @Test
    void shouldRefuseATurnWithoutWork() {
        assertThatThrownBy(() -> new TurnResult(0, 5, 5)).hasMessageContaining("take longer turns");
    }

    private boolean serve(String... requests) throws IOException {
        try (TurnLoop loop = new TurnLoop(this::open, new PrintStream(out, true, StandardCharsets.UTF_8))) {
            return loop.run(new BufferedReader(new StringReader(String.join("\n", requests))));
        }
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private TurnLoad open(TurnRequest.Open request) {
        if (request.scenario().equals("broken")) {
            throw new IllegalArgumentException("no scenario\nbroken");
        }
        calls.add(request.scenario() + " at " + request.place());
        return new TurnLoad() {
            @Override
            public TurnResult run(Duration time) {
                calls.add(time.toString());
                return new TurnResult(7, 8, 9);
            }

            @Override
            public void renew() {
                calls.add("renew");
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }
}
