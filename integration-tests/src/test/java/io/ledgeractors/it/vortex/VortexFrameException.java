package io.ledgeractors.it.vortex;

import java.io.IOException;

/** The input is not what Vortex sends. The message says what is wrong. */
final class VortexFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    VortexFrameException(String message) {
        super(message);
    }
}
