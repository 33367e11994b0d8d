package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.frames.RecordedFrame;
import io.ledgeractors.tck.frames.RecordedFrame.Direction;
import io.ledgeractors.tck.frames.RecordedFrames;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays recorded sessions of official clients with a real server. With the same client id and requests, the rules
 * must send the same bytes as the official client, and accept the server's replies.
 */
class RecordedSessionTest {
    private final List<SessionState> states = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Queue<OutgoingFrame> sent = new ArrayDeque<>();
    private SessionRules rules;
    private long now = 1_000_000_000_000L;
    private int requests;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node-basic-a",
                "node-coalesced-a",
                "node-empty",
                "node-idle",
                "node-retry",
                "core-changes",
                "core-0.16.78-sparse",
                "java-0.16.30-a"
            })
    void shouldSendWhatTheOfficialClientSentAndTakeTheAnswers(String recording) {
        play(RecordedFrames.of(recording));
        assertThat(requests).isGreaterThan(2);
        assertThat(outcomes).hasSize(requests - 1).allMatch(Outcome.Reply.class::isInstance);
        assertThat(states.get(0)).isInstanceOf(SessionState.Registered.class);
        assertThat(rules.state()).isInstanceOf(SessionState.Registered.class);
    }

    @Test
    void shouldEndWhenEvictedAsRecorded() {
        play(RecordedFrames.of("node-evicted"));
        assertThat(((SessionState.Evicted) rules.state()).reason()).isEqualTo(EvictionReason.NO_SESSION);
        assertThat(outcomes.get(outcomes.size() - 1)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void shouldNameBothReleasesAsRecorded() {
        play(RecordedFrames.of("node-too-low"));
        assertThat(rules.state())
                .isEqualTo(new SessionState.Evicted(EvictionReason.CLIENT_RELEASE_TOO_LOW, Release.of(0, 17, 9)));
        play(RecordedFrames.of("node-too-high"));
        assertThat(rules.state())
                .isEqualTo(new SessionState.Evicted(EvictionReason.CLIENT_RELEASE_TOO_HIGH, Release.of(0, 17, 9)));
    }

    private void play(List<RecordedFrame> frames) {
        begin(frames.stream()
                .filter(frame -> frame.command() == Command.REQUEST)
                .findFirst()
                .orElseThrow());
        UInt128 last = UInt128.ZERO;
        for (int i = 0; i < frames.size(); i++) {
            RecordedFrame frame = frames.get(i);
            if (frame.direction() == Direction.SERVER_TO_CLIENT) {
                now += latencyBefore(frames, i) * 1_000;
                receive(frame);
            } else if (frame.command() == Command.REQUEST
                    && !frame.field("checksum").equals(last)) {
                last = frame.field("checksum");
                request(frame);
            }
        }
    }

    private void begin(RecordedFrame register) {
        UInt128 client = register.field("client");
        Queue<Long> idThenZeros = new ArrayDeque<>(List.of(client.high(), client.low()));
        rules = new SessionRules(
                new SessionConfig(
                        register.field("cluster"),
                        List.of(new ReplicaAddress("127.0.0.1", 3000)),
                        Header.release(register.bytes(), 0),
                        "recorded"),
                () -> Objects.requireNonNullElse(idThenZeros.poll(), 0L));
        rules.start(now);
        rules.opened(0, now);
        take();
        requests = 0;
    }

    private void request(RecordedFrame recorded) {
        ByteBuffer bytes = recorded.bytes();
        Operation operation = Objects.requireNonNull(recorded.operation());
        if (operation != Operation.REGISTER) {
            Body body = Body.of(bytes.slice(Header.SIZE, bytes.limit() - Header.SIZE));
            rules.submit(operation, body, now);
            take();
        }
        OutgoingFrame ours = sent.remove();
        requests++;
        if (!recorded.altered()) {
            assertThat(ours.header()).as(recorded.file()).isEqualTo(bytes.slice(0, Header.SIZE));
            assertThat(ours.body().bytes())
                    .as(recorded.file())
                    .isEqualTo(bytes.slice(Header.SIZE, bytes.limit() - Header.SIZE));
        }
    }

    private void receive(RecordedFrame recorded) {
        if (recorded.lost()) {
            return;
        }
        FrameReader reader = FrameReader.keepingAll(recorded.field("cluster"));
        assertThat(reader.read(recorded.bytes())).as(recorded.file()).isEqualTo(FrameReader.Result.FRAME);
        rules.frame(0, reader.header(), reader.body(), now);
        take();
    }

    /** Returns how many microseconds the request that this frame answers took, as the next request states it. */
    private static long latencyBefore(List<RecordedFrame> frames, int reply) {
        RecordedFrame answer = frames.get(reply);
        if (answer.command() != Command.REPLY || answer.lost()) {
            return 0;
        }
        for (int i = reply + 1; i < frames.size(); i++) {
            if (frames.get(i).command() == Command.REQUEST
                    && !frames.get(i).field("checksum").equals(answer.field("request_checksum"))) {
                return Integer.toUnsignedLong(frames.get(i).bytes().getInt(Header.Request.PREVIOUS_REQUEST_LATENCY));
            }
        }
        return 0;
    }

    private void take() {
        for (SessionEffect effect = rules.poll(); effect != null; effect = rules.poll()) {
            if (effect instanceof SessionEffect.Send send
                    && Header.command(send.frame().header(), 0) == Command.REQUEST) {
                sent.add(send.frame());
            } else if (effect instanceof SessionEffect.Changed changed) {
                states.add(changed.state());
            } else if (effect instanceof SessionEffect.Deliver deliver) {
                outcomes.add(copy(deliver.outcome()));
            } else {
                assertThat(effect).isNotInstanceOf(SessionEffect.Say.class);
            }
        }
    }

    private static Outcome copy(Outcome outcome) {
        if (outcome instanceof Outcome.Reply reply) {
            ByteBuffer body = reply.body();
            return new Outcome.Reply(Bytes.allocate(body.limit()).put(0, body, 0, body.limit()), reply.timestamp());
        }
        return outcome;
    }
}
