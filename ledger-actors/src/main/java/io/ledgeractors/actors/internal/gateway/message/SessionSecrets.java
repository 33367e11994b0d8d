package io.ledgeractors.actors.internal.gateway.message;

import io.ledgeractors.model.UInt128;
import java.security.SecureRandom;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. Makes the numbers that show from whom a message is. Thread-safe. */
@InternalApi
public final class SessionSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionSecrets() {}

    /** Returns a number that nobody can guess. */
    public static UInt128 next() {
        return UInt128.of(RANDOM.nextLong(), RANDOM.nextLong());
    }
}
