package io.ledgeractors.actors.payment.flow;

import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentPhase;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through the reserves of a kind of payments, page by page, and finds those that are neither posted nor voided nor
 * over. Pure. Not thread-safe.
 */
public final class ReserveScan {
    private static final int LIMIT = 500;

    private final PaymentSettings settings;
    private long from;
    private int limit = LIMIT;
    private long pageFrom;
    private boolean isDone;
    private List<UInt128> reserves = List.of();

    /**
     * A scan.
     *
     * @param from what is older has ended by its time, ns since 1970
     */
    public ReserveScan(PaymentSettings settings, long from) {
        this.settings = settings;
        this.from = Math.max(1, from);
        this.pageFrom = this.from;
    }

    /** True if there is no further page. */
    public boolean isDone() {
        return isDone;
    }

    /** What to ask for next. */
    public QueryFilter query() {
        return QueryFilter.builder()
                .code(settings.code())
                .userData32Unsigned(settings.workflow())
                .timestampMin(from)
                .limit(limit)
                .build();
    }

    /**
     * Takes a page.
     *
     * @param ledgerTime at which the ledger made it, ns since 1970
     * @return the ids to look up; empty: there is nothing of interest on this page
     */
    public List<UInt128> page(List<Transfer> page, long ledgerTime) {
        isDone = page.size() < limit;
        pageFrom = from;
        reserves = new ArrayList<>();
        List<UInt128> ends = new ArrayList<>();
        for (Transfer transfer : page) {
            from = transfer.timestamp() + 1;
            if (isOpenReserve(transfer, ledgerTime)) {
                PaymentId id = PaymentId.ofTransfer(transfer.id());
                int attempt = PaymentId.attemptOf(transfer.id());
                reserves.add(transfer.id());
                ends.add(id.transferId(attempt, PaymentPhase.POST, 0));
                ends.add(id.transferId(attempt, PaymentPhase.VOID, 0));
            }
        }
        pageFrom = ends.isEmpty() ? from : pageFrom;
        return ends;
    }

    /** Takes the ends that were found; returns the payments of the page that are to be resumed. */
    public List<PaymentId> open(List<Transfer> ends) {
        Set<UInt128> ended = new HashSet<>();
        ends.forEach(end -> ended.add(end.pendingId()));
        pageFrom = from;
        return reserves.stream()
                .filter(reserve -> !ended.contains(reserve))
                .map(PaymentId::ofTransfer)
                .toList();
    }

    /** The last answer was none: the same page again. */
    public void back() {
        from = pageFrom;
        isDone = false;
    }

    /** A page was too much for the ledger: asks for less. */
    public void halve() {
        limit = Math.max(1, limit / 2);
    }

    // The first leg stands for all.
    private static boolean isOpenReserve(Transfer transfer, long ledgerTime) {
        return TransferFlags.has(transfer.flags(), TransferFlags.PENDING)
                && PaymentId.isOf(PaymentPhase.MOVE, transfer.id())
                && PaymentId.numberOf(transfer.id()) == 0
                && !Trail.of(PaymentId.ofTransfer(transfer.id()), 0, List.of(transfer))
                        .isExpiredAt(ledgerTime);
    }
}
