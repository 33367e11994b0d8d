package io.ledgeractors.cli.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ledgeractors.cli.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Repairs a file of events whose last line an earlier run may have left unfinished. */
final class EventFile {
    /** The beginning of each line. */
    private static final String EVENT = "{\"timestamp\":\"";

    private static final int LINE_MAX = 1 << 16;

    private EventFile() {}

    /**
     * Cuts off an unfinished last line.
     *
     * @return the timestamp of the last event in the file; 0 if there is none
     * @throws BadInputException if the file cannot be read, or its last line is no event
     */
    static long repair(Path path) {
        if (!Files.exists(path)) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            return repair(path, file);
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage());
        }
    }

    /** Cuts off an unfinished last line of a file that is open; see {@link #repair(Path)}. */
    static long repair(Path path, RandomAccessFile file) throws IOException {
        try {
            long end = behindLastNewline(file, file.length());
            long last = end == 0 ? 0 : timestamp(file, end);
            if (end < file.length()) {
                requireTornEvent(file, end);
                file.setLength(end);
            }
            return last;
        } catch (BadInputException e) {
            throw new BadInputException(path + ": " + e.getMessage() + "; name another file");
        }
    }

    private static long timestamp(RandomAccessFile file, long end) throws IOException {
        return ChangeEventJson.timestamp(new String(bytes(file, behindLastNewline(file, end - 1), end - 1), UTF_8));
    }

    // Only an unfinished line of an event is cut off, so that no other file is damaged.
    private static void requireTornEvent(RandomAccessFile file, long from) throws IOException {
        byte[] torn = bytes(file, from, Math.min(file.length(), from + EVENT.length()));
        if (!EVENT.startsWith(new String(torn, UTF_8))) {
            throw new BadInputException("its last line is no change event");
        }
    }

    private static byte[] bytes(RandomAccessFile file, long from, long to) throws IOException {
        byte[] bytes = new byte[(int) Math.min(to - from, LINE_MAX)];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    // Lines are short, so reading single bytes is fast enough. A file with a longer line is no file of events.
    private static long behindLastNewline(RandomAccessFile file, long before) throws IOException {
        for (long at = before; at > 0; at--) {
            if (before - at > LINE_MAX) {
                throw new BadInputException("its last line is no change event");
            }
            file.seek(at - 1);
            if (file.read() == '\n') {
                return at;
            }
        }
        return 0;
    }
}
