package io.ledgeractors.embedded.disk;

import io.ledgeractors.port.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The first page of a lock file, which names the process that holds the lock. The page is written only while the lock
 * is held, and gets its earlier bytes back when the lock is released.
 */
final class LockNote {
    private static final byte[] BEGIN = "ledger lock, process ".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 20;
    private static final int LENGTH = BEGIN.length + DIGITS + 1;
    private static final long NOBODY = 0;

    private final FileChannel channel;
    private final byte[] before;

    private LockNote(FileChannel channel, byte[] before) {
        this.channel = channel;
        this.before = before;
    }

    /** Returns true if the first page holds a note, the beginning of one, or nothing, so that it may be written. */
    static boolean fits(FileChannel channel) throws IOException {
        byte[] page = read(channel, Disk.LOCK_NOTE);
        int from = 0;
        if (page.length > 0 && page[0] == BEGIN[0]) {
            int begin = Math.min(BEGIN.length, page.length);
            if (!Arrays.equals(page, 0, begin, BEGIN, 0, begin)) {
                return false;
            }
            from = Math.min(LENGTH, page.length);
        }
        for (int at = from; at < page.length; at++) {
            if (page[at] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Writes the note of this process. Requires that it holds the lock and that the page {@link #fits}. */
    static LockNote write(FileChannel channel) throws IOException {
        byte[] before = read(channel, LENGTH);
        put(channel, text(ProcessHandle.current().pid()));
        return new LockNote(channel, before);
    }

    /** Restores the earlier bytes. A file that holds nothing but the note gets its earlier length back, too. */
    void restore() throws IOException {
        if (before.length == LENGTH) {
            put(channel, before);
        } else if (channel.size() > LENGTH) {
            put(channel, text(NOBODY));
        } else {
            put(channel, before);
            channel.truncate(before.length);
        }
    }

    /** Names the process that holds the lock, as far as it is known. Its note may not be written yet. */
    static String holder(FileChannel channel) {
        try {
            OptionalLong pid = pid(channel);
            // The number may be that of a process in another container, where it means another process.
            boolean another = pid.isPresent()
                    && pid.getAsLong() != ProcessHandle.current().pid();
            if (another && ProcessHandle.of(pid.getAsLong()).isPresent()) {
                return "process " + pid.getAsLong();
            }
        } catch (IOException unreadable) {
            return "another process";
        }
        return "another process";
    }

    /** Returns the process that the note names, if there is a note and it names one. */
    static OptionalLong pid(FileChannel channel) throws IOException {
        byte[] note = read(channel, LENGTH);
        if (note.length < LENGTH || !Arrays.equals(note, 0, BEGIN.length, BEGIN, 0, BEGIN.length)) {
            return OptionalLong.empty();
        }
        try {
            long pid = Long.parseLong(new String(note, BEGIN.length, DIGITS, StandardCharsets.US_ASCII));
            return pid == NOBODY ? OptionalLong.empty() : OptionalLong.of(pid);
        } catch (NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static byte[] text(long pid) {
        String digits = String.format(Locale.ROOT, "%0" + DIGITS + "d\n", pid);
        byte[] text = Arrays.copyOf(BEGIN, LENGTH);
        System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, text, BEGIN.length, DIGITS + 1);
        return text;
    }

    private static byte[] read(FileChannel channel, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        int read = 0;
        while (read >= 0 && target.hasRemaining()) {
            read = channel.read(target, target.position());
        }
        return Arrays.copyOf(target.array(), target.position());
    }

    private static void put(FileChannel channel, byte[] note) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(note);
        while (source.hasRemaining()) {
            channel.write(source, source.position());
        }
    }
}
