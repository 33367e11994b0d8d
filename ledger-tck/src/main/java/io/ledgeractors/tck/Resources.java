package io.ledgeractors.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the resources beside this class. Thread-safe. */
public final class Resources {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Resources() {}

    /**
     * Returns the bytes of a resource.
     *
     * @param path from the folder of this class on, such as {@code protocol.md}
     * @throws UncheckedIOException if there is none or it cannot be read
     */
    public static byte[] bytes(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException("no resource " + path + " in ledger-tck");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a resource, see {@link #bytes}. */
    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** Returns the JSON of a resource, see {@link #bytes}. */
    public static JsonNode json(String path) {
        try {
            return MAPPER.readTree(bytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + path, e);
        }
    }
}
