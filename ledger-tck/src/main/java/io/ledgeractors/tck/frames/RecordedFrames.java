package io.ledgeractors.tck.frames;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.Resources;
import io.ledgeractors.tck.frames.RecordedFrame.Direction;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The recorded frames. */
public final class RecordedFrames {
    private static final String FOLDER = "frames/";

    private RecordedFrames() {}

    /** Returns all frames, recording by recording, each in the order of the wire. */
    public static List<RecordedFrame> all() {
        List<RecordedFrame> frames = new ArrayList<>();
        for (JsonNode entry : Resources.json(FOLDER + "index.json")) {
            frames.add(read(entry));
        }
        return List.copyOf(frames);
    }

    /** Returns the frames of one recording in the order of the wire, such as {@code node-basic-a}. */
    public static List<RecordedFrame> of(String scenario) {
        return all().stream().filter(frame -> frame.scenario().equals(scenario)).toList();
    }

    private static RecordedFrame read(JsonNode entry) {
        String file = entry.get("file").textValue();
        List<Integer> batches = new ArrayList<>();
        entry.path("batches").forEach(count -> batches.add(count.intValue()));
        return new RecordedFrame(
                file,
                entry.get("scenario").textValue(),
                entry.get("order").intValue(),
                entry.get("connection").intValue(),
                Direction.valueOf(entry.get("direction").textValue().toUpperCase(Locale.ROOT)),
                entry.get("client").textValue(),
                entry.get("rewritten").booleanValue(),
                entry.path("lost").asBoolean(false),
                entry.get("command_number").intValue(),
                header(entry.get("header")),
                List.copyOf(batches),
                entry.path("trailer_size").asInt(0),
                entry.path("context_ok").asBoolean(true),
                ByteBuffer.wrap(Resources.bytes(FOLDER + file)));
    }

    // Numbers of 128 bits are hexadecimal texts; the only other text is the release's name.
    private static Map<String, UInt128> header(JsonNode json) {
        Map<String, UInt128> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNumber()) {
                fields.put(field.getKey(), UInt128.ofUnsigned(value.longValue()));
            } else if (!field.getKey().equals("release_name")) {
                fields.put(field.getKey(), UInt128.of(new BigInteger(value.textValue(), 16)));
            }
        });
        return Map.copyOf(fields);
    }
}
