package io.ledgeractors.it.vortex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.CreateTransferResultCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VortexFramesTest {
    // lookup_accounts (140) of two ids, 1 and 2^127.
    private static final String LOOKUP =
            "8c" + "02000000" + "01000000000000000000000000000000" + "00000000000000000000000000000080";

    @Test
    void shouldReadRequestsUntilTheInputEnds() throws IOException {
        // The second request is lookup_transfers (141) of no ids.
        InputStream in = input(LOOKUP + "8d00000000");
        VortexRequest first = VortexFrames.read(in).orElseThrow();
        assertThat(first.operation()).isSameAs(VortexOperation.LOOKUP_ACCOUNTS);
        assertThat(HexFormat.of().formatHex(first.events().array())).isEqualTo(LOOKUP.substring(10));
        assertThat(first.events().getLong(0)).isEqualTo(1);
        VortexRequest second = VortexFrames.read(in).orElseThrow();
        assertThat(second.operation()).isSameAs(VortexOperation.LOOKUP_TRANSFERS);
        assertThat(second.events().limit()).isZero();
        assertThat(VortexFrames.read(in)).isEmpty();
    }

    @Test
    void shouldReadARequestOfTheGreatestSize() throws IOException {
        byte[] frame = new byte[VortexFrames.REQUEST_HEADER + VortexFrames.EVENTS_MAX * 128];
        // create_transfers (147) of 0x1ffd events.
        System.arraycopy(HexFormat.of().parseHex("93fd1f0000"), 0, frame, 0, VortexFrames.REQUEST_HEADER);
        VortexRequest request =
                VortexFrames.read(new ByteArrayInputStream(frame)).orElseThrow();
        assertThat(request.operation()).isSameAs(VortexOperation.CREATE_TRANSFERS);
        assertThat(request.events().limit()).isEqualTo(VortexFrames.EVENTS_MAX * 128);
    }

    @Test
    void shouldRefuseAnInputThatEndsWithinARequest() throws IOException {
        byte[] whole = HexFormat.of().parseHex(LOOKUP);
        for (int length = 1; length < whole.length; length++) {
            InputStream in = new ByteArrayInputStream(whole, 0, length);
            String expected = length < VortexFrames.REQUEST_HEADER
                    ? "its header has 5 bytes, of which " + length + " arrived"
                    : "its events have 32 bytes, of which " + (length - VortexFrames.REQUEST_HEADER) + " arrived";
            assertThatThrownBy(() -> VortexFrames.read(in))
                    .isInstanceOf(VortexFrameException.class)
                    .hasMessageEndingWith(expected);
        }
    }

    // register, the sparse operations of 0.16, a query, and the number after the last one.
    @ParameterizedTest
    @ValueSource(strings = {"00", "02", "8a", "8b", "90", "94", "ff"})
    void shouldRefuseAnOperationThatItDoesNotKnow(String code) {
        assertThatThrownBy(() -> VortexFrames.read(input(code + "00000000")))
                .isInstanceOf(VortexFrameException.class)
                .hasMessageContainingAll(
                        "operation " + Integer.parseInt(code, 16) + " is unknown", "146 (CREATE_ACCOUNTS)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe1f0000", "ffffffff", "00000080"})
    void shouldRefuseMoreEventsThanARequestTakes(String count) {
        assertThatThrownBy(() -> VortexFrames.read(input("93" + count)))
                .isInstanceOf(VortexFrameException.class)
                .hasMessageStartingWith("a request has at most 8189 events, but this one has ");
    }

    @Test
    void shouldWriteTheCountAndThenTheResults() {
        List<CreateTransferResult> results = List.of(
                new CreateTransferResult(0x0102030405060708L, CreateTransferStatus.Created),
                new CreateTransferResult(9, CreateTransferStatus.LinkedEventFailed));
        byte[] frame = VortexFrames.reply(
                        results,
                        CreateTransferResultCodec.SIZE,
                        (result, buffer, offset) ->
                                CreateTransferResultCodec.encode(result.timestamp(), result.status(), buffer, offset))
                .array();
        assertThat(HexFormat.of().formatHex(frame))
                .isEqualTo("02000000"
                        // timestamp, u64; status, u32; reserved, u32
                        + ("0807060504030201" + "ffffffff" + "00000000")
                        + ("0900000000000000" + "01000000" + "00000000"));
    }

    @Test
    void shouldWriteAnEmptyReply() {
        assertThat(VortexFrames.reply(List.of(), 16, (result, buffer, offset) -> {})
                        .array())
                .containsExactly(0, 0, 0, 0);
    }

    private static InputStream input(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
    }
}
