package io.ledgeractors.actors.internal.session;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;

/** An ask without an order key. */
final class SomeAsk {
    static final EncodedAsk INSTANCE = Submit.of(Operation.CREATE_TRANSFERS, Bytes.allocate(128), reply -> {});

    private SomeAsk() {}
}
