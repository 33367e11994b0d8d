package io.ledgeractors.examples.tail;

import io.ledgeractors.examples.orders.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of events that an earlier run may have left in the middle of a line. */
final class EventFile {
    private EventFile() {}

    /**
     * Cuts off what is behind the last whole line.
     *
     * @return the timestamp of the last event in it; 0: there is none
     * @throws BadInputException if it cannot be read, or its last line is no event
     */
    static long repair(Path path) {
        if (!Files.exists(path)) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = behindLastNewline(file, file.length());
            if (end < file.length()) {
                file.setLength(end);
            }
            if (end == 0) {
                return 0;
            }
            long begin = behindLastNewline(file, end - 1);
            byte[] line = new byte[Math.toIntExact(end - 1 - begin)];
            file.seek(begin);
            file.readFully(line);
            return ChangeEventJson.timestamp(new String(line, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage());
        } catch (BadInputException e) {
            throw new BadInputException(path + ": " + e.getMessage() + "; name another file");
        }
    }

    // Lines are short: byte by byte is fast enough.
    private static long behindLastNewline(RandomAccessFile file, long before) throws IOException {
        for (long at = before; at > 0; at--) {
            file.seek(at - 1);
            if (file.read() == '\n') {
                return at;
            }
        }
        return 0;
    }
}
