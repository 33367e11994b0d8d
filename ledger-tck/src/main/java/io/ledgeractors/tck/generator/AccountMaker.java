package io.ledgeractors.tck.generator;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.UInt128;

/** Generates accounts to create: valid ones, known ones again, and ones that break a rule. */
final class AccountMaker {
    private final Chance chance;
    private final Values values;
    private final Memory memory;

    AccountMaker(Chance chance, Values values, Memory memory) {
        this.chance = chance;
        this.values = values;
        this.memory = memory;
    }

    /** Returns an account that breaks a rule in the given percentage of cases. */
    Account next(double wrong) {
        Account account = fresh();
        if (!memory.sentAccounts.isEmpty() && chance.percent(wrong)) {
            account = again(chance.of(memory.sentAccounts));
        } else if (chance.percent(wrong)) {
            account = broken(account);
            account = chance.percent(20) ? broken(account) : account;
        }
        memory.sent(account);
        return account;
    }

    private Account fresh() {
        int flags = switch (chance.weighted(50, 20, 20)) {
            case 1 -> AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS;
            case 2 -> AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS;
            default -> AccountFlags.NONE;
        };
        flags |= chance.percent(40) ? AccountFlags.HISTORY : 0;
        flags |= chance.percent(1) ? AccountFlags.CLOSED : 0;
        int ledger = values.ledger();
        return Account.builder()
                .id(values.newId())
                .userData128(values.userData128())
                .userData64Unsigned(values.userData64())
                .userData32Unsigned(values.userData32())
                .ledgerUnsigned(ledger)
                .code(values.code())
                .flags(ledger == Values.LEDGER_OF_WHALES ? flags & AccountFlags.HISTORY : flags)
                .build();
    }

    private Account again(Account account) {
        Account.Builder builder = account.toBuilder();
        return switch (chance.weighted(30, 10, 10, 10, 10, 10, 10)) {
            case 1 -> builder.flags(account.flags() ^ chance.of(2, 4, 8, 32)).build();
            case 2 -> builder.userData128(UInt128.of(4)).build();
            case 3 -> builder.userData64(4).build();
            case 4 -> builder.userData32(4).build();
            case 5 -> builder.ledgerUnsigned(account.ledger() + 1).build();
            case 6 -> builder.code(chance.of(0, 7)).build();
            default -> account;
        };
    }

    private Account broken(Account account) {
        Account.Builder builder = account.toBuilder();
        UInt128 one = UInt128.of(1);
        return switch (chance.between(0, 12)) {
            case 0 -> builder.id(UInt128.ZERO).build();
            case 1 -> builder.id(UInt128.MAX).build();
            case 2 ->
                builder.flags(account.flags() | chance.of(64, 1 << 15, 0xffc0)).build();
            case 3 -> builder.flags(account.flags() | 6).build();
            case 4 -> builder.debitsPending(one).build();
            case 5 -> builder.debitsPosted(one).build();
            case 6 -> builder.creditsPending(one).build();
            case 7 -> builder.creditsPosted(one).build();
            case 8 -> builder.ledger(0).build();
            case 9 -> builder.code(0).build();
            case 10 ->
                builder.timestampUnsigned(chance.of(1L, -1L, Long.MAX_VALUE)).build();
            case 11 -> builder.flags(account.flags() ^ AccountFlags.IMPORTED).build();
            default -> builder.flags(chance.between(0, 63)).build();
        };
    }
}
