package io.ledgeractors.tck.generator;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;

/** Generates transfers of all kinds: valid ones, known ones again, and ones that break a rule. */
final class TransferMaker {
    private final Chance chance;
    private final Values values;
    private final Memory memory;

    TransferMaker(Chance chance, Values values, Memory memory) {
        this.chance = chance;
        this.values = values;
        this.memory = memory;
    }

    /**
     * Returns a transfer that breaks a rule on purpose in the given percentage of cases; others may do so by chance.
     */
    Transfer next(double wrong) {
        Transfer transfer;
        if (!memory.sentTransfers.isEmpty() && chance.percent(wrong)) {
            transfer = again(chance.of(memory.sentTransfers));
        } else {
            transfer = good();
            if (chance.percent(wrong)) {
                transfer = broken(transfer);
                transfer = chance.percent(20) ? broken(transfer) : transfer;
            }
        }
        memory.sent(transfer);
        return transfer;
    }

    private Transfer good() {
        if (!memory.pending.isEmpty() && chance.percent(30)) {
            return resolving(chance.lately(memory.pending));
        }
        Transfer transfer = plain();
        Transfer.Builder builder = transfer.toBuilder();
        return switch (chance.weighted(48, 35, 15, 2)) {
            case 1 ->
                builder.flags(TransferFlags.PENDING).timeoutUnsigned(timeout()).build();
            case 2 -> balancing(builder, transfer.amount());
            case 3 ->
                builder.flags(TransferFlags.PENDING | chance.of(64, 128, 192))
                        .timeout(chance.percent(85) ? chance.between(1, 2) : 0)
                        .build();
            default -> transfer;
        };
    }

    private Transfer plain() {
        Account debit = chance.of(memory.accountsOf(values.ledger()));
        List<Account> partners = memory.accountsOf(debit.ledger());
        Account credit = chance.of(partners);
        for (int i = 0; i < 3 && credit.id().equals(debit.id()); i++) {
            credit = chance.of(partners);
        }
        return Transfer.builder()
                .id(values.newId())
                .debitAccountId(debit.id())
                .creditAccountId(credit.id())
                .amount(values.amount(debit.ledger()))
                .userData128(values.userData128())
                .userData64Unsigned(values.userData64())
                .userData32Unsigned(values.userData32())
                .ledgerUnsigned(debit.ledger())
                .code(values.code())
                .build();
    }

    private Transfer balancing(Transfer.Builder builder, UInt128 amount) {
        boolean pending = chance.percent(30);
        int closing = pending && chance.percent(10) ? chance.of(64, 128, 192) : 0;
        return builder.flags(chance.of(16, 32, 48) | (pending ? TransferFlags.PENDING : 0) | closing)
                .timeoutUnsigned(pending ? timeout() : 0)
                .amount(chance.percent(50) ? UInt128.MAX : amount)
                .build();
    }

    private Transfer resolving(Transfer pending) {
        boolean post = chance.percent(60);
        Transfer.Builder builder = Transfer.builder()
                .id(values.newId())
                .pendingId(pending.id())
                .flags(post ? TransferFlags.POST_PENDING_TRANSFER : TransferFlags.VOID_PENDING_TRANSFER)
                .amount(amount(pending.amount(), post));
        if (chance.percent(25)) {
            builder.debitAccountId(pending.debitAccountId())
                    .creditAccountId(pending.creditAccountId())
                    .ledgerUnsigned(pending.ledger())
                    .code(pending.code());
        }
        if (chance.percent(30)) {
            builder.userData128(values.userData128())
                    .userData64Unsigned(values.userData64())
                    .userData32Unsigned(values.userData32());
        }
        return builder.build();
    }

    // Returns an amount for a post or void: all in one of its forms, a part, or too much.
    private UInt128 amount(UInt128 reserved, boolean post) {
        UInt128 whole = post ? UInt128.MAX : UInt128.ZERO;
        return switch (chance.weighted(45, 25, 15, 10, 5)) {
            case 1 -> reserved;
            case 2 -> reserved.isZero() ? whole : reserved.minus(UInt128.of(1));
            case 3 -> post && !reserved.isZero() ? UInt128.of(1) : whole;
            case 4 -> reserved.isMax() ? UInt128.ZERO : reserved.plus(UInt128.of(1));
            default -> whole;
        };
    }

    private int timeout() {
        return chance.percent(60) ? values.timeout() : 0;
    }

    private Transfer again(Transfer transfer) {
        if (!memory.spent.isEmpty() && chance.percent(8)) {
            return transfer.toBuilder().id(chance.of(memory.spent)).build();
        }
        return chance.percent(35) ? transfer : changed(transfer);
    }

    private Transfer changed(Transfer transfer) {
        Transfer.Builder builder = transfer.toBuilder();
        UInt128 amount = transfer.amount();
        return switch (chance.between(0, 12)) {
            case 0 ->
                builder.flags(transfer.flags() ^ chance.of(1, 2, 4, 8, 16, 32, 64, 128, 256))
                        .build();
            case 1 ->
                builder.pendingId(chance.percent(50) ? UInt128.of(5) : anyTransfer())
                        .build();
            case 2 -> builder.timeoutUnsigned(transfer.timeout() + 1).build();
            case 3 -> builder.debitAccountId(anyAccount()).build();
            case 4 -> builder.creditAccountId(anyAccount()).build();
            case 5 ->
                builder.amount(amount.isMax() ? UInt128.ZERO : amount.plus(UInt128.of(1)))
                        .build();
            case 6 ->
                builder.amount(amount.isZero() ? UInt128.MAX : amount.minus(UInt128.of(1)))
                        .build();
            case 7 ->
                builder.amount(chance.percent(50) ? UInt128.MAX : UInt128.ZERO).build();
            case 8 -> builder.userData128(UInt128.of(4)).build();
            case 9 -> builder.userData64(chance.of(0L, 4L)).build();
            case 10 -> builder.userData32(chance.of(0, 4)).build();
            case 11 -> builder.ledger(chance.of(0, 4)).build();
            default -> builder.code(chance.of(0, 4)).build();
        };
    }

    private Transfer broken(Transfer transfer) {
        Transfer.Builder builder = transfer.toBuilder();
        return switch (chance.between(0, 18)) {
            case 0 -> builder.id(UInt128.ZERO).build();
            case 1 -> builder.id(UInt128.MAX).build();
            case 2 ->
                builder.debitAccountId(chance.percent(50) ? UInt128.ZERO : UInt128.MAX)
                        .build();
            case 3 ->
                builder.creditAccountId(chance.percent(50) ? UInt128.ZERO : UInt128.MAX)
                        .build();
            case 4 -> builder.debitAccountId(anyAccount()).build();
            case 5 -> builder.creditAccountId(anyAccount()).build();
            case 6 -> builder.creditAccountId(transfer.debitAccountId()).build();
            case 7 -> builder.debitAccountId(values.newId()).build();
            case 8 -> builder.creditAccountId(values.newId()).build();
            case 9 ->
                builder.pendingId(chance.percent(50) ? UInt128.ZERO : UInt128.MAX)
                        .build();
            case 10 ->
                builder.pendingId(chance.percent(50) ? transfer.id() : anyTransfer())
                        .build();
            case 11 -> builder.pendingId(values.newId()).build();
            case 12 -> builder.timeoutUnsigned(values.timeout()).build();
            case 13 -> builder.ledger(chance.of(0, 1, 2, 7)).build();
            case 14 -> builder.code(chance.of(0, 7)).build();
            case 15 ->
                builder.flags(transfer.flags() | chance.of(512, 1 << 15, 0xfe00))
                        .build();
            case 16 ->
                builder.flags(transfer.flags() ^ chance.of(2, 4, 8, 16, 32, 64, 128, 256))
                        .build();
            case 17 ->
                builder.timestampUnsigned(chance.of(1L, -1L, Long.MAX_VALUE)).build();
            default -> builder.amount(values.hugeAmount()).build();
        };
    }

    private UInt128 anyAccount() {
        return chance.of(memory.accounts).id();
    }

    private UInt128 anyTransfer() {
        return memory.transfers.isEmpty()
                ? UInt128.of(6)
                : chance.of(memory.transfers).id();
    }
}
