package io.ledgeractors.actors.payment.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits;
import io.ledgeractors.actors.internal.gateway.access.AccessLimits.Permission;
import io.ledgeractors.actors.internal.gateway.access.AccessRules;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a gateway that limits ledgers, codes and amounts to those of the payments in tests. */
final class LimitedGateway {
    private static final Set<Integer> LEDGERS = Set.of(1, 2);
    private static final Set<Integer> CODES = Set.of(SomePayments.SETTINGS.code());
    private static final AccessLimits OF_ALL =
            new AccessLimits("limits", Permission.READ_AND_WRITE, LEDGERS, CODES, UInt128.MAX.minus(UInt128.of(1)));
    private static final AccessLimits OF_LEDGERS_AND_CODES =
            new AccessLimits("limits", Permission.READ_AND_WRITE, LEDGERS, CODES, null);

    private LimitedGateway() {}

    /**
     * Asserts that a gateway takes these transfers of a payment. Legs of the amount 2^128 - 1 are left out, because an
     * amount can only be limited to less, but what posts or voids them is not.
     */
    static void assertTakes(List<Transfer> transfers) {
        List<Transfer> limited = transfers.stream()
                .filter(transfer -> isPostOrVoid(transfer) || !transfer.amount().isMax())
                .toList();
        assertThat(check(OF_ALL, limited)).isNull();
    }

    private static boolean isPostOrVoid(Transfer transfer) {
        return (transfer.flags() & (TransferFlags.POST_PENDING_TRANSFER | TransferFlags.VOID_PENDING_TRANSFER)) != 0;
    }

    /** Asserts that a gateway takes these transfers of a payment, whatever their amounts are. */
    static void assertTakesLedgersAndCodes(List<Transfer> transfers) {
        assertThat(check(OF_LEDGERS_AND_CODES, transfers)).isNull();
    }

    private static @Nullable String check(AccessLimits limits, List<Transfer> transfers) {
        return AccessRules.check(
                limits, Operation.CREATE_TRANSFERS, EventEncoder.transfers(transfers), 0, transfers.size());
    }
}
