package io.ledgeractors.testkit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A kit that is open from its creation until it is closed. */
final class OpenLedgerTestKit extends LedgerTestKit {
    private final AtomicReference<@Nullable KitCore> core;

    OpenLedgerTestKit(KitCore core) {
        this.core = new AtomicReference<>(core);
    }

    @Override
    KitCore core() {
        KitCore open = core.get();
        if (open == null) {
            throw new IllegalStateException("the kit is closed");
        }
        return open;
    }

    @Override
    public void close() {
        KitCore open = core.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }
}
