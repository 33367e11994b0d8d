package io.ledgeractors.it.wire;

import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Damages frames: flips bits, writes extreme values, cuts and extends, in half the cases with right checksums. */
final class Mutator {
    private static final int[] FIELDS = {
        Header.FRAME_SIZE,
        Header.EPOCH,
        Header.VIEW,
        Header.RELEASE,
        112,
        128,
        144,
        160,
        176,
        184,
        192,
        196,
        200,
        208,
        224,
        252
    };
    private static final int[] EXTREMES = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 255, 256, 257, 1 << 20};

    private final RandomGenerator random;

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a damaged copy, possibly of another length. */
    byte[] mutate(byte[] frame) {
        byte[] bytes = changed(random.nextInt(8) == 0 ? resized(frame) : frame.clone());
        if (random.nextBoolean() && bytes.length >= Header.SIZE) {
            sign(bytes, random.nextInt(4) > 0);
        }
        return bytes;
    }

    /**
     * Returns a damaged copy whose header states its true length, so that the next frame is not taken for a part of it.
     */
    byte[] mutateWhole(byte[] frame) {
        byte[] bytes = changed(frame.clone());
        if (random.nextBoolean()) {
            sign(bytes, true);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(bytes);
        }
        return bytes;
    }

    private void change(byte[] bytes) {
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            case 2 -> {
                int at = FIELDS[random.nextInt(FIELDS.length)];
                if (at + 4 <= bytes.length) {
                    littleEndian(bytes).putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
                }
            }
            default -> {
                if (bytes.length >= Header.SIZE) {
                    bytes[random.nextBoolean() ? Header.COMMAND : Header.Request.OPERATION] = (byte) random.nextInt();
                }
            }
        }
    }

    private byte[] resized(byte[] frame) {
        return Arrays.copyOf(frame, Math.max(1, frame.length + random.nextInt(512) - 256));
    }

    private static void sign(byte[] bytes, boolean withRightSize) {
        ByteBuffer frame = littleEndian(bytes);
        int length = bytes.length - Header.SIZE;
        if (withRightSize) {
            frame.putInt(Header.FRAME_SIZE, bytes.length);
        }
        Bytes.putU128(frame, Header.CHECKSUM_BODY, Checksum.of(frame, Header.SIZE, length));
        Header.seal(frame, 0);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
