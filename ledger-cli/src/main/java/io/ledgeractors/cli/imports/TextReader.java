package io.ledgeractors.cli.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads text in UTF-8, or in UTF-16 if the file begins with such a byte order mark. The mark is not part of the text.
 * Bytes that are no text cause a {@link BadTextException} that names their line. Not thread-safe.
 */
final class TextReader extends Reader {
    /** Says that the file is no text. The message begins with the line. */
    static final class BadTextException extends IOException {
        private static final long serialVersionUID = 1L;

        BadTextException(String message) {
            super(message);
        }
    }

    private static final int BUFFER = 1 << 16;
    private static final int SHOWN = 4;
    private static final byte[] MARK_8 = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] MARK_16_BE = {(byte) 0xfe, (byte) 0xff};
    private static final byte[] MARK_16_LE = {(byte) 0xff, (byte) 0xfe};

    private final InputStream in;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private final CharsetDecoder decoder;
    private boolean isAtEnd;
    private long line = 1;
    private boolean wasReturn;

    /** Creates a reader, and reads the byte order mark if there is one. */
    TextReader(InputStream in) throws IOException {
        this.in = in;
        bytes.put(in.readNBytes(MARK_8.length)).flip();
        Charset charset = StandardCharsets.UTF_8;
        if (begins(MARK_8)) {
            bytes.position(MARK_8.length);
        } else if (begins(MARK_16_BE) || begins(MARK_16_LE)) {
            charset = begins(MARK_16_BE) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            bytes.position(MARK_16_BE.length);
        }
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, isAtEnd);
            count(target, offset, chars.position());
            if (result.isError()) {
                throw new BadTextException("line " + line + " holds bytes that are no "
                        + decoder.charset().name() + " (" + next() + "); save the file as UTF-8");
            }
            if (chars.position() > 0) {
                return chars.position();
            }
            if (isAtEnd) {
                return -1;
            }
            fill();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean begins(byte[] mark) {
        return bytes.remaining() >= mark.length && Arrays.equals(bytes.array(), 0, mark.length, mark, 0, mark.length);
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        isAtEnd = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
    }

    private void count(char[] read, int offset, int length) throws BadTextException {
        for (int i = offset; i < offset + length; i++) {
            if (read[i] == '\0') {
                throw new BadTextException(
                        "line " + line + " holds a NUL character, so this is no text; a file in UTF-16"
                                + " needs a byte order mark, or save it as UTF-8");
            }
            line += read[i] == '\r' || (read[i] == '\n' && !wasReturn) ? 1 : 0;
            wasReturn = read[i] == '\r';
        }
    }

    private String next() {
        int count = Math.min(SHOWN, bytes.remaining());
        return HexFormat.ofDelimiter(" ").formatHex(bytes.array(), bytes.position(), bytes.position() + count);
    }
}
