package io.ledgeractors.actors.account;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.List;

/** Turns the commands of one account into requests to the ledger. Pure, thread-safe. */
final class AccountRules {
    private final UInt128 id;

    AccountRules(UInt128 id) {
        this.id = id;
    }

    /**
     * Returns the order key of the account. It comes from the id, so that it outlives the entity, which may leave
     * memory while its commands are on their way. Its highest bit is set, so that it differs from all counted keys. Two
     * accounts with the same key, which is unlikely, only wait for each other.
     */
    long orderKey() {
        long mixed = (id.high() * 0x9e3779b97f4a7c15L) ^ id.low();
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return (mixed ^ (mixed >>> 29)) | Long.MIN_VALUE;
    }

    /** Returns true if the policy is not asked about the command, because nothing moves. */
    static boolean isFree(AccountEntity.AccountCommand<?> command) {
        return !(command instanceof AccountEntity.MovementCommand);
    }

    /** Returns how many results a command asks for at most. The limit of a window is unsigned. */
    static int resultsMax(AccountEntity.AccountCommand<?> command) {
        int limit = 1;
        if (command instanceof AccountEntity.GetHistory get) {
            limit = get.window().limit();
        } else if (command instanceof AccountEntity.GetTransfers get) {
            limit = get.window().limit();
        }
        return limit < 0 ? Integer.MAX_VALUE : limit;
    }

    /**
     * Returns the batcher's command.
     *
     * @throws IllegalArgumentException if the ledger's layout cannot hold a value
     */
    LedgerBatcher.Submit submit(AccountEntity.AccountCommand<?> command) {
        if (command instanceof AccountEntity.Open open) {
            return LedgerRequest.createAccounts(List.of(account(open))).to(open.replyTo());
        }
        if (command instanceof AccountEntity.GetBalance get) {
            return LedgerRequest.lookupAccounts(List.of(id)).to(get.replyTo());
        }
        if (command instanceof AccountEntity.GetHistory get) {
            return LedgerRequest.getAccountBalances(filter(get.window())).to(get.replyTo());
        }
        if (command instanceof AccountEntity.GetTransfers get) {
            return LedgerRequest.getAccountTransfers(filter(get.window())).to(get.replyTo());
        }
        AccountEntity.MovementCommand movement = (AccountEntity.MovementCommand) command;
        return LedgerRequest.createTransfers(List.of(transferOf(movement))).to(movement.replyTo());
    }

    private Transfer transferOf(AccountEntity.MovementCommand command) {
        if (command instanceof AccountEntity.Transfer transfer) {
            return transfer(transfer);
        }
        if (command instanceof AccountEntity.Reserve reserve) {
            return reserve(reserve);
        }
        if (command instanceof AccountEntity.Post post) {
            return post(post);
        }
        if (command instanceof AccountEntity.Void voided) {
            return voiding(voided);
        }
        if (command instanceof AccountEntity.Close close) {
            return closing(close);
        }
        return reopening((AccountEntity.Reopen) command);
    }

    Transfer closing(AccountEntity.Close close) {
        return userData(close.userData())
                .id(close.id())
                .debitAccountId(id)
                .creditAccountId(close.controlAccountId())
                .ledger(close.ledger())
                .code(close.code())
                .flags(TransferFlags.PENDING | TransferFlags.CLOSING_DEBIT)
                .build();
    }

    Transfer reopening(AccountEntity.Reopen reopen) {
        return settlement(reopen.id(), reopen.closingId(), reopen.userData())
                .amount(reopen.amount())
                .ledger(reopen.ledger())
                .code(reopen.code())
                .flags(TransferFlags.VOID_PENDING_TRANSFER)
                .build();
    }

    AccountFilter filter(Window window) {
        int order = window.isNewestFirst() ? AccountFilterFlags.REVERSED : AccountFilterFlags.NONE;
        return AccountFilter.builder()
                .accountId(id)
                .timestampMin(window.timestampMin())
                .timestampMax(window.timestampMax())
                .limit(window.limit())
                .flags(AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS | order)
                .build();
    }

    Account account(AccountEntity.Open open) {
        return Account.builder()
                .id(id)
                .ledger(open.ledger())
                .code(open.code())
                .flags(open.flags())
                .userData128(open.userData().data128())
                .userData64Unsigned(open.userData().data64())
                .userData32Unsigned(open.userData().data32())
                .build();
    }

    Transfer transfer(AccountEntity.Transfer transfer) {
        return movement(transfer.movement()).build();
    }

    Transfer reserve(AccountEntity.Reserve reserve) {
        return movement(reserve.movement())
                .flags(TransferFlags.PENDING)
                .timeout(reserve.timeoutSeconds())
                .build();
    }

    Transfer post(AccountEntity.Post post) {
        return settlement(post.id(), post.reserveId(), post.userData())
                .amount(post.amount())
                .ledger(post.ledger())
                .code(post.code())
                .flags(TransferFlags.POST_PENDING_TRANSFER)
                .build();
    }

    Transfer voiding(AccountEntity.Void command) {
        return settlement(command.id(), command.reserveId(), command.userData())
                .amount(command.amount())
                .ledger(command.ledger())
                .code(command.code())
                .flags(TransferFlags.VOID_PENDING_TRANSFER)
                .build();
    }

    private Transfer.Builder movement(AccountEntity.Movement movement) {
        return userData(movement.userData())
                .id(movement.id())
                .debitAccountId(id)
                .creditAccountId(movement.creditAccountId())
                .amount(movement.amount())
                .ledger(movement.ledger())
                .code(movement.code());
    }

    // The debit account is named, so that the ledger refuses the reserve of another account.
    private Transfer.Builder settlement(UInt128 settlementId, UInt128 reserveId, UserData userData) {
        return userData(userData).id(settlementId).debitAccountId(id).pendingId(reserveId);
    }

    private static Transfer.Builder userData(UserData userData) {
        return Transfer.builder()
                .userData128(userData.data128())
                .userData64Unsigned(userData.data64())
                .userData32Unsigned(userData.data32());
    }
}
