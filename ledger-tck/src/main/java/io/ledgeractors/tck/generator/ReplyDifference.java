package io.ledgeractors.tck.generator;

import org.jspecify.annotations.Nullable;

/** Thrown when two ledgers answered differently, or one broke a rule. The message says where, with the seed. */
public final class ReplyDifference extends AssertionError {
    private static final long serialVersionUID = 1;

    ReplyDifference(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
