package io.ledgeractors.tck.generator;

import org.jspecify.annotations.Nullable;

/** Two ledgers answered differently, or one broke a rule: says where, with the seed. */
public final class ReplyDifference extends AssertionError {
    private static final long serialVersionUID = 1;

    ReplyDifference(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
