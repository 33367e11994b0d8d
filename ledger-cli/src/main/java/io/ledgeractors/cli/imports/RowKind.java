package io.ledgeractors.cli.imports;

import java.util.EnumSet;
import java.util.Set;

/** The kinds of objects that rows can become. */
public enum RowKind {
    /** Accounts. */
    ACCOUNTS(
            EnumSet.of(Field.LEDGER, Field.CODE),
            EnumSet.of(
                    Field.ID,
                    Field.USER_DATA_128,
                    Field.USER_DATA_64,
                    Field.USER_DATA_32,
                    Field.FLAGS,
                    Field.TIMESTAMP)),
    /** Transfers. */
    TRANSFERS(
            EnumSet.of(Field.DEBIT_ACCOUNT_ID, Field.CREDIT_ACCOUNT_ID, Field.AMOUNT, Field.LEDGER, Field.CODE),
            EnumSet.of(
                    Field.ID,
                    Field.PENDING_ID,
                    Field.USER_DATA_128,
                    Field.USER_DATA_64,
                    Field.USER_DATA_32,
                    Field.TIMEOUT,
                    Field.FLAGS,
                    Field.TIMESTAMP));

    private final Set<Field> required;
    private final Set<Field> optional;

    RowKind(Set<Field> required, Set<Field> optional) {
        this.required = required;
        this.optional = optional;
    }

    /** Returns the fields that every row must have. */
    Set<Field> required() {
        return required;
    }

    /** Returns true if a row can have this field. */
    boolean has(Field field) {
        return required.contains(field) || optional.contains(field);
    }
}
