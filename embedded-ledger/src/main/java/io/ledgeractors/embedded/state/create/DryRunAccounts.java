package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.tables.AccountTable;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.MutableUInt128;
import io.ledgeractors.embedded.state.tables.TransferTable;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Copies the two accounts of each transfer of a dry run, as they were after it. It walks over the events from the last
 * one to the first one and takes back what each has changed. So the accounts are as after the present event, and the
 * walk takes no memory.
 */
public final class DryRunAccounts {
    private static final int ACCOUNTS = 2;

    private final AccountTable accounts;
    private final TransferTable transfers;
    private final MutableUInt128 id = new MutableUInt128();

    /** Creates the copying from these tables. */
    public DryRunAccounts(LedgerTables tables) {
        accounts = tables.accounts;
        transfers = tables.transfers;
    }

    /**
     * Copies the accounts of all events that were executed since the savepoint was opened. Afterwards all accounts are
     * as they were then; the transfers are still there.
     *
     * @param offset where the events begin in {@code body}
     * @param events number of events
     * @param replyOffset where the results begin in {@code reply}; there is one for each event
     * @param to gets the debit account and the credit account of each event from 0 on; 0 for an account that the event
     *     does not name or the ledger does not hold
     */
    public void takeBack(ByteBuffer body, int offset, int events, ByteBuffer reply, int replyOffset, ByteBuffer to) {
        int count = transfers.count();
        for (int i = events - 1; i >= 0; i--) {
            int at = offset + i * TransferCodec.SIZE;
            int result = replyOffset + i * CreateTransferResultCodec.SIZE;
            int debitTo = ACCOUNTS * i * AccountCodec.SIZE;
            int creditTo = debitTo + AccountCodec.SIZE;
            if (reply.getInt(result + CreateTransferResultCodec.STATUS) == Creator.CREATED) {
                count--;
                copy(transfers.debitAccount(count), to, debitTo);
                copy(transfers.creditAccount(count), to, creditTo);
                accounts.takeBackTransfer();
            } else {
                int pending = pending(body, at, count);
                int debit = find(body, at + TransferCodec.DEBIT_ACCOUNT_ID);
                int credit = find(body, at + TransferCodec.CREDIT_ACCOUNT_ID);
                copy(pending >= 0 ? transfers.debitAccount(pending) : debit, to, debitTo);
                copy(pending >= 0 ? transfers.creditAccount(pending) : credit, to, creditTo);
            }
        }
    }

    /**
     * Returns the transfer that a failed event would have posted or voided; negative if there is none.
     *
     * @param count the number of transfers when the event was executed
     */
    private int pending(ByteBuffer body, int at, int count) {
        int flags = body.getShort(at + TransferCodec.FLAGS);
        if ((flags & (TransferFlags.POST_PENDING_TRANSFER | TransferFlags.VOID_PENDING_TRANSFER)) == 0) {
            return TransferTable.ABSENT;
        }
        id.read(body, at + TransferCodec.PENDING_ID);
        int ordinal = transfers.find(id);
        return ordinal < count ? ordinal : TransferTable.ABSENT;
    }

    private int find(ByteBuffer body, int at) {
        id.read(body, at);
        return accounts.find(id);
    }

    private void copy(int ordinal, ByteBuffer to, int at) {
        if (ordinal == AccountTable.ABSENT) {
            Bytes.zero(to, at, AccountCodec.SIZE);
        } else {
            to.put(at, accounts.records().page(ordinal), accounts.records().offset(ordinal), AccountCodec.SIZE);
        }
    }
}
