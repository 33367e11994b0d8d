package io.ledgeractors.cli.imports;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.AccountResult;
import io.ledgeractors.streams.LedgerStreamSettings;
import io.ledgeractors.streams.javadsl.LedgerFlow;
import io.ledgeractors.streams.javadsl.LedgerImport;
import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.FlowWithContext;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Converts rows to accounts. */
final class AccountRows implements RowForm<Account, AccountResult> {
    static final Map<String, Integer> FLAGS = Map.of(
            "linked", AccountFlags.LINKED,
            "debits_must_not_exceed_credits", AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS,
            "credits_must_not_exceed_debits", AccountFlags.CREDITS_MUST_NOT_EXCEED_DEBITS,
            "history", AccountFlags.HISTORY,
            "imported", AccountFlags.IMPORTED,
            "closed", AccountFlags.CLOSED);

    private final Columns columns;
    private final RowIds ids;
    private final boolean isHistory;

    AccountRows(Columns columns, RowIds ids) {
        this.columns = columns;
        this.ids = ids;
        this.isHistory = columns.has(Field.TIMESTAMP);
    }

    @Override
    public Account element(Row row) {
        List<String> fields = row.fields();
        columns.requireWidth(fields);
        columns.require(fields, Field.LEDGER);
        columns.require(fields, Field.CODE);
        if (columns.has(Field.ID)) {
            columns.require(fields, Field.ID);
        } else {
            row.requireNewId();
        }
        if (isHistory) {
            columns.require(fields, Field.TIMESTAMP);
        }
        int flags = columns.flags(fields, FLAGS);
        if (AccountFlags.has(flags, AccountFlags.LINKED)) {
            throw new IllegalArgumentException("rows are accounts of their own: the flag linked is not for them");
        }
        if (!isHistory && AccountFlags.has(flags, AccountFlags.IMPORTED)) {
            throw new IllegalArgumentException("the flag imported needs a timestamp in each row");
        }
        return Account.builder()
                .id(columns.has(Field.ID) ? columns.u128(fields, Field.ID) : ids.of(row.number()))
                .userData128(columns.u128(fields, Field.USER_DATA_128))
                .userData64Unsigned(columns.u64(fields, Field.USER_DATA_64))
                .userData32Unsigned(columns.u32(fields, Field.USER_DATA_32))
                .ledgerUnsigned(columns.u32(fields, Field.LEDGER))
                .code(columns.u16(fields, Field.CODE))
                .flags(isHistory ? flags | AccountFlags.IMPORTED : flags)
                .timestampUnsigned(columns.timestamp(fields))
                .build();
    }

    @Override
    public long timestamp(Account account) {
        return account.timestamp();
    }

    @Override
    public FlowWithContext<Account, Row, AccountResult, Row, NotUsed> flow(ActorSystem<?> system) {
        LedgerStreamSettings settings = LedgerStreamSettings.create(system);
        return isHistory
                ? LedgerImport.accountsWithContext(system, settings)
                : LedgerFlow.createAccountsWithContext(system, settings);
    }

    @Override
    public boolean isThere(ActorSystem<?> system, UInt128 id) {
        return Source.single(id)
                .via(LedgerFlow.lookupAccounts(system))
                .runWith(Sink.head(), system)
                .toCompletableFuture()
                .join()
                .account()
                .isPresent();
    }
}
