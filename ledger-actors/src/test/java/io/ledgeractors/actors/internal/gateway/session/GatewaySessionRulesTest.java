package io.ledgeractors.actors.internal.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply.Progress;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewaySessionRulesTest {
    private static final SessionState.Registered BEHIND =
            new SessionState.Registered(3, 1, Release.of(0, 17, 9), "io_uring", 77, 500);
    private static final SessionState.Registered OWN =
            new SessionState.Registered(3, 1, Release.of(0, 17, 9), "gateway a@h:1", 900, 900);
    private static final Outcome DONE = new Outcome.Reply(Bytes.allocate(0), 1_000);

    /** Writes down what the rules make happen. */
    private static final class Log implements GatewaySessionRules.Effects {
        final List<String> sent = new ArrayList<>();
        final List<SessionState> states = new ArrayList<>();
        final List<Outcome> outcomes = new ArrayList<>();
        final List<SessionState> warnings = new ArrayList<>();

        @Override
        public void sendOpen() {
            sent.add("open");
        }

        @Override
        public void sendRequest(long number) {
            sent.add("request " + number);
        }

        @Override
        public void sendPing(long number) {
            sent.add("ping " + number);
        }

        @Override
        public void sendClose() {
            sent.add("close");
        }

        @Override
        public void state(SessionState state) {
            states.add(state);
        }

        @Override
        public void outcome(Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void warn(SessionState.NoGateway state) {
            warnings.add(state);
        }

        SessionState lastState() {
            return states.get(states.size() - 1);
        }
    }

    private final Log log = new Log();
    private final GatewaySessionRules rules = new GatewaySessionRules("gate", log);

    private void open() {
        rules.chosen("a@h:1");
        rules.opened(new GatewayReply.SessionOpened("books", Limits.DEFAULT, 900, BEHIND, UInt128.ZERO, UInt128.ZERO));
        log.sent.clear();
        log.states.clear();
    }

    private void ticks(int count) {
        IntStream.range(0, count).forEach(i -> rules.tick());
    }

    private void assertLost(String why) {
        assertThat(log.lastState()).isEqualTo(new SessionState.GatewayLost("a@h:1", why));
        assertThat(rules.isOver()).isTrue();
    }

    @Test
    void shouldOpenAtTheGatewayThatWasChosen() {
        rules.noneKnown();
        assertThat(log.lastState()).isEqualTo(new SessionState.NoGateway("gate"));
        rules.chosen("a@h:1");
        rules.chosen("b@h:2");
        assertThat(log.sent).containsExactly("open");
        assertThat(log.lastState()).isEqualTo(new SessionState.AtGateway("a@h:1", new SessionState.Connecting()));
        rules.stateChanged(new SessionState.Unreachable("10.0.0.1:3000", "refused"), 0);
        assertThat(log.lastState())
                .isEqualTo(
                        new SessionState.AtGateway("a@h:1", new SessionState.Unreachable("10.0.0.1:3000", "refused")));
        rules.tick();
        assertThat(log.sent).containsExactly("open", "open");
        rules.opened(new GatewayReply.SessionOpened("books", Limits.DEFAULT, 900, BEHIND, UInt128.ZERO, UInt128.ZERO));
        assertThat(log.lastState()).isEqualTo(OWN);
    }

    @Test
    void shouldWarnOnceThatNoGatewayIsFound() {
        rules.noneKnown();
        ticks(GatewaySessionRules.SILENT_TICKS_MAX - 1);
        assertThat(log.warnings).isEmpty();
        ticks(1);
        assertThat(log.warnings).containsExactly(new SessionState.NoGateway("gate"));
        ticks(100);
        assertThat(log.warnings).hasSize(1);
        open();
        rules.tick();
        assertThat(rules.isOver()).isFalse();
        assertThat(log.sent).containsExactly("ping 0");
    }

    @Test
    void shouldNotWarnIfAGatewayIsFoundSoon() {
        ticks(GatewaySessionRules.SILENT_TICKS_MAX - 1);
        open();
        for (int i = 0; i < 100; i++) {
            rules.stateChanged(BEHIND, i);
            rules.tick();
        }
        assertThat(log.warnings).isEmpty();
    }

    @Test
    void shouldShowTheStateOfTheGatewaysSession() {
        open();
        rules.stateChanged(new SessionState.Unanswered(BEHIND, 5), 40);
        rules.stateChanged(new SessionState.Full(BEHIND, "disk"), 41);
        rules.stateChanged(new SessionState.Connecting(), 42);
        rules.stateChanged(BEHIND, 43);
        assertThat(log.states)
                .containsExactly(
                        new SessionState.Unanswered(OWN, 40),
                        new SessionState.Full(OWN, "disk"),
                        new SessionState.AtGateway("a@h:1", new SessionState.Connecting()),
                        OWN);
    }

    @Test
    void shouldShowAStateOnceThatTheGatewayRepeats() {
        open();
        rules.stateChanged(new SessionState.Unanswered(BEHIND, 5), 40);
        rules.stateChanged(new SessionState.Unanswered(BEHIND, 5), 41);
        rules.stateChanged(new SessionState.Unanswered(BEHIND, 6), 42);
        assertThat(log.states)
                .containsExactly(new SessionState.Unanswered(OWN, 40), new SessionState.Unanswered(OWN, 42));
    }

    @Test
    void shouldGiveEachRequestItsOutcome() {
        open();
        rules.submit();
        rules.answered(2, new Outcome.Unknown("of no request"));
        rules.answered(1, DONE);
        rules.answered(1, new Outcome.Unknown("twice"));
        rules.submit();
        rules.answered(2, DONE);
        assertThat(log.sent).containsExactly("request 1", "request 2");
        assertThat(log.outcomes).containsExactly(DONE, DONE);
    }

    @Test
    void shouldSendARequestAgainThatTheGatewayHasNotSeen() {
        open();
        rules.submit();
        rules.tick();
        rules.pong(1, Progress.NOT_SEEN);
        rules.pong(1, Progress.IN_PROGRESS);
        assertThat(log.sent).containsExactly("request 1", "ping 1", "request 1");
        assertThat(log.outcomes).isEmpty();
    }

    @Test
    void shouldNotKnowWhatARequestDidWhoseReplyWasLost() {
        open();
        rules.submit();
        rules.pong(1, Progress.ANSWERED);
        assertThat(log.outcomes).singleElement().isInstanceOf(Outcome.Unknown.class);
        assertThat(rules.isOver()).isFalse();
        rules.pong(1, Progress.ANSWERED);
        rules.answered(1, DONE);
        assertThat(log.outcomes).hasSize(1);
    }

    @Test
    void shouldGiveUpAGatewayThatIsSilent() {
        open();
        rules.submit();
        ticks(1 + GatewaySessionRules.SILENT_TICKS_MAX - 1);
        assertThat(rules.isOver()).isFalse();
        rules.stateChanged(BEHIND, 0);
        ticks(GatewaySessionRules.SILENT_TICKS_MAX);
        assertThat(rules.isOver()).isFalse();
        ticks(1);
        assertLost("does not answer any more");
        assertThat(log.outcomes).singleElement().isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void shouldGiveUpAGatewayThatNeverOpens() {
        rules.chosen("a@h:1");
        ticks(GatewaySessionRules.SILENT_TICKS_MAX);
        assertLost("does not answer any more");
        assertThat(log.outcomes).isEmpty();
    }

    @Test
    void shouldEndWithItsGateway() {
        open();
        rules.submit();
        rules.lost("has left the cluster");
        assertLost("has left the cluster");
        assertThat(log.outcomes).singleElement().isInstanceOf(Outcome.Unknown.class);
        int states = log.states.size();
        rules.close();
        rules.tick();
        rules.lost("again");
        rules.closing(new GatewayReply.Closing("again", true, UInt128.ZERO));
        rules.opened(new GatewayReply.SessionOpened("books", Limits.DEFAULT, 901, BEHIND, UInt128.ZERO, UInt128.ZERO));
        rules.submit();
        assertThat(log.outcomes).hasSize(2).last().isInstanceOf(Outcome.NotSent.class);
        assertThat(log.states).hasSize(states);
    }

    @Test
    void shouldTellTheGatewayThatASessionIsOverWhateverTheReason() {
        open();
        ticks(1 + GatewaySessionRules.SILENT_TICKS_MAX);
        assertLost("does not answer any more");
        assertThat(log.sent).last().isEqualTo("close");
        log.sent.clear();
        GatewaySessionRules refused = new GatewaySessionRules("gate", log);
        refused.chosen("a@h:1");
        refused.closing(new GatewayReply.Closing("serves enough nodes", true, UInt128.ZERO));
        assertThat(log.sent).containsExactly("open", "close");
    }

    @Test
    void shouldWaitForTheOutcomeWhenTheGatewayShutsDown() {
        open();
        rules.submit();
        rules.closing(new GatewayReply.Closing("is shutting down", false, UInt128.ZERO));
        assertThat(rules.isOver()).isFalse();
        assertThat(log.sent).containsExactly("request 1", "ping 1");
        rules.answered(1, DONE);
        assertThat(log.outcomes).containsExactly(DONE);
        assertLost("is shutting down");
    }

    @Test
    void shouldNotSendARequestAgainToAGatewayThatShutsDown() {
        open();
        rules.submit();
        rules.closing(new GatewayReply.Closing("is shutting down", false, UInt128.ZERO));
        rules.pong(1, Progress.NOT_SEEN);
        assertThat(log.outcomes).singleElement().isInstanceOf(Outcome.NotSent.class);
        assertThat(log.sent).containsExactly("request 1", "ping 1", "close");
        assertLost("is shutting down");
    }

    @Test
    void shouldNotKnowWhatAGatewayDidThatHasForgottenTheSession() {
        open();
        rules.submit();
        rules.closing(new GatewayReply.Closing("does not know this session", true, UInt128.ZERO));
        assertThat(log.outcomes).singleElement().isInstanceOf(Outcome.Unknown.class);
        assertLost("does not know this session");
    }

    @Test
    void shouldEndAtOnceIfNothingIsInFlight() {
        open();
        rules.closing(new GatewayReply.Closing("is shutting down", false, UInt128.ZERO));
        assertLost("is shutting down");
        assertThat(log.outcomes).isEmpty();
    }

    @Test
    void shouldCloseForItsUser() {
        open();
        rules.submit();
        rules.close();
        assertThat(log.sent).containsExactly("request 1", "close");
        assertThat(log.outcomes).singleElement().isInstanceOf(Outcome.Unknown.class);
        assertThat(log.lastState()).isInstanceOf(SessionState.Closed.class);
        GatewaySessionRules searching = new GatewaySessionRules("gate", log);
        log.sent.clear();
        searching.close();
        assertThat(log.sent).isEmpty();
    }

    @Test
    void shouldSpreadNodesOverGatewaysAndKeepThem() {
        List<String> three =
                List.of("pekko://a@10.0.0.1:17355", "pekko://a@10.0.0.2:17355", "pekko://a@10.0.0.3:17355");
        List<String> nodes = new Random(20_261_130)
                .ints(300, 1_024, 65_536)
                .mapToObj(port -> "pekko://a@10.0.1.1:" + port)
                .toList();
        for (String gateway : three) {
            long share = nodes.stream()
                    .filter(node -> gateway.equals(GatewayChoice.choose(node, three, name -> name, null)))
                    .count();
            assertThat(share).as(gateway).isBetween(60L, 140L);
        }
        for (String node : nodes) {
            String chosen = GatewayChoice.choose(node, three, name -> name, null);
            List<String> others =
                    three.stream().filter(name -> !name.equals(chosen)).toList();
            assertThat(GatewayChoice.choose(node, List.of(others.get(0), String.valueOf(chosen)), name -> name, null))
                    .isEqualTo(chosen);
            assertThat(GatewayChoice.choose(node, three, name -> name, chosen)).isIn(others);
            assertThat(GatewayChoice.choose(node, List.of(String.valueOf(chosen)), name -> name, chosen))
                    .isEqualTo(chosen);
        }
        assertThat(GatewayChoice.choose("n", List.<String>of(), name -> name, null))
                .isNull();
    }
}
