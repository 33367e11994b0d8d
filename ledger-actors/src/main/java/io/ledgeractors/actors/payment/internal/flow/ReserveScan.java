package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.payment.internal.stage.AttemptRecord;
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
 * Reads the reserves of one kind of payments page by page and finds those that are not posted, not voided and not
 * expired. Pure. Not thread-safe.
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
     * Creates a scan.
     *
     * @param from ns since 1970; older reserves have expired
     */
    public ReserveScan(PaymentSettings settings, long from) {
        this.settings = settings;
        this.from = Math.max(1, from);
        this.pageFrom = this.from;
    }

    /** Returns true if there is no further page. */
    public boolean isDone() {
        return isDone;
    }

    /** Returns the query for the next page. */
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
     * @param ledgerTime when the ledger made the page, ns since 1970
     * @return the ids of the posts and voids to look up; empty if no reserve of the page can be open
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

    /** Takes the posts and voids that were found, and returns the payments of the page that must be resumed. */
    public List<PaymentId> open(List<Transfer> ends) {
        Set<UInt128> ended = new HashSet<>();
        ends.forEach(end -> ended.add(end.pendingId()));
        pageFrom = from;
        return reserves.stream()
                .filter(reserve -> !ended.contains(reserve))
                .map(PaymentId::ofTransfer)
                .toList();
    }

    /** Goes back to the same page, because its query or look-up was not answered. */
    public void back() {
        from = pageFrom;
        isDone = false;
    }

    /** Halves the size of the pages, because one was too much for the ledger. */
    public void halve() {
        limit = Math.max(1, limit / 2);
    }

    // All legs of an attempt have the same fate, so the first one stands for all.
    private static boolean isOpenReserve(Transfer transfer, long ledgerTime) {
        return TransferFlags.has(transfer.flags(), TransferFlags.PENDING)
                && PaymentId.isOf(PaymentPhase.MOVE, transfer.id())
                && PaymentId.numberOf(transfer.id()) == 0
                && !AttemptRecord.of(PaymentId.ofTransfer(transfer.id()), 0, List.of(transfer))
                        .isExpiredAt(ledgerTime);
    }
}
