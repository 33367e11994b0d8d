package io.ledgeractors.actors.recovery;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * The differences between accounts and transfers. Both have timestamps at the same offset, and results of the same
 * form.
 */
enum RecordType {
    ACCOUNTS(Operation.LOOKUP_ACCOUNTS, CreateAccountStatus.Created.code(), CreateAccountStatus.Exists.code()) {
        @Override
        Answer answer(int code) {
            return switch (CreateAccountStatus.ofCode(code)) {
                case Created -> Answer.CREATED;
                case Exists -> Answer.EXISTS;
                case ExistsWithDifferentFlags -> Answer.MAYBE_CLOSED;
                case LinkedEventFailed -> Answer.LINKED_FAILED;
                case LinkedEventChainOpen -> Answer.CHAIN_OPEN;
                case ImportedEventTimestampMustNotAdvance -> Answer.MAY_PASS_LATER;
                default -> Answer.FINAL;
            };
        }

        @Override
        boolean isImported(ByteBuffer events, int at) {
            return AccountFlags.has(events.getShort(at + AccountCodec.FLAGS), AccountFlags.IMPORTED);
        }

        @Override
        boolean isClosed(ByteBuffer events, int at) {
            return AccountFlags.has(events.getShort(at + AccountCodec.FLAGS), AccountFlags.CLOSED);
        }

        @Override
        boolean isSame(ByteBuffer events, int at, ByteBuffer stored, int storedAt) {
            Account sent = AccountCodec.decode(events, at);
            Account there = AccountCodec.decode(stored, storedAt);
            return (sent.flags() | AccountFlags.CLOSED) == (there.flags() | AccountFlags.CLOSED)
                    && sent.userData128().equals(there.userData128())
                    && sent.userData64() == there.userData64()
                    && sent.userData32() == there.userData32()
                    && sent.ledger() == there.ledger()
                    && sent.code() == there.code()
                    && (!isImported(events, at) || sent.timestamp() == there.timestamp());
        }
    },

    TRANSFERS(Operation.LOOKUP_TRANSFERS, CreateTransferStatus.Created.code(), CreateTransferStatus.Exists.code()) {
        @Override
        Answer answer(int code) {
            return switch (CreateTransferStatus.ofCode(code)) {
                case Created -> Answer.CREATED;
                case Exists -> Answer.EXISTS;
                case LinkedEventFailed -> Answer.LINKED_FAILED;
                case LinkedEventChainOpen -> Answer.CHAIN_OPEN;
                case ImportedEventTimestampMustNotAdvance,
                        OverflowsDebitsPending,
                        OverflowsCreditsPending,
                        OverflowsDebitsPosted,
                        OverflowsCreditsPosted,
                        OverflowsDebits,
                        OverflowsCredits,
                        OverflowsTimeout -> Answer.MAY_PASS_LATER;
                default -> Answer.FINAL;
            };
        }

        @Override
        boolean isImported(ByteBuffer events, int at) {
            return TransferFlags.has(events.getShort(at + TransferCodec.FLAGS), TransferFlags.IMPORTED);
        }

        @Override
        boolean isClosed(ByteBuffer events, int at) {
            return false;
        }

        @Override
        boolean isSame(ByteBuffer events, int at, ByteBuffer stored, int storedAt) {
            return isSameTransfer(TransferCodec.decode(events, at), TransferCodec.decode(stored, storedAt));
        }
    };

    /** The facts about an event's first execution that the status of its resend tells. */
    enum Answer {
        CREATED,
        EXISTS,
        /** An account exists with other flags. The request may have created it, and it may have been closed since. */
        MAYBE_CLOSED,
        LINKED_FAILED,
        CHAIN_OPEN,
        /** A refusal that leaves no trace in the ledger, for a reason that may pass. */
        MAY_PASS_LATER,
        /** Every other refusal. The same bytes will never create this event. */
        FINAL
    }

    /** The offset of the timestamp in an account and in a transfer. */
    static final int TIMESTAMP = TransferCodec.TIMESTAMP;

    final Operation lookup;
    final int created;
    final int exists;

    RecordType(Operation lookup, int created, int exists) {
        this.lookup = lookup;
        this.created = created;
        this.exists = exists;
    }

    abstract Answer answer(int code);

    abstract boolean isImported(ByteBuffer events, int at);

    /** Returns true if an event creates an account that is closed from the start. */
    abstract boolean isClosed(ByteBuffer events, int at);

    /** Returns true if a stored record is what an event of the same id creates. A later closing is ignored. */
    abstract boolean isSame(ByteBuffer events, int at, ByteBuffer stored, int storedAt);

    private static boolean isSameTransfer(Transfer sent, Transfer there) {
        boolean post = TransferFlags.has(sent.flags(), TransferFlags.POST_PENDING_TRANSFER);
        boolean inherits = post || TransferFlags.has(sent.flags(), TransferFlags.VOID_PENDING_TRANSFER);
        return sent.flags() == there.flags()
                && sent.pendingId().equals(there.pendingId())
                && sent.timeout() == there.timeout()
                && isSameAmount(sent, there, post, inherits)
                && isSame(inherits, sent.debitAccountId(), there.debitAccountId())
                && isSame(inherits, sent.creditAccountId(), there.creditAccountId())
                && isSame(inherits, sent.userData128(), there.userData128())
                && isSame(inherits, sent.userData64(), there.userData64())
                && isSame(inherits, sent.userData32(), there.userData32())
                && isSame(inherits, sent.ledger(), there.ledger())
                && isSame(inherits, sent.code(), there.code())
                && (!TransferFlags.has(sent.flags(), TransferFlags.IMPORTED) || sent.timestamp() == there.timestamp());
    }

    private static boolean isSameAmount(Transfer sent, Transfer there, boolean post, boolean inherits) {
        boolean whole =
                inherits && (post ? sent.amount().isMax() : sent.amount().isZero());
        boolean balancing = TransferFlags.has(sent.flags(), TransferFlags.BALANCING_DEBIT)
                || TransferFlags.has(sent.flags(), TransferFlags.BALANCING_CREDIT);
        return whole
                || (balancing
                        ? there.amount().compareTo(sent.amount()) <= 0
                        : there.amount().equals(sent.amount()));
    }

    private static boolean isSame(boolean inherits, UInt128 sent, UInt128 there) {
        return sent.equals(there) || (inherits && sent.isZero());
    }

    private static boolean isSame(boolean inherits, long sent, long there) {
        return sent == there || (inherits && sent == 0);
    }
}
