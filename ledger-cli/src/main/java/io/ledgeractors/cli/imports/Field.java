package io.ledgeractors.cli.imports;

import java.util.Locale;

/** The fields of accounts and transfers that a row can hold, with TigerBeetle's names. */
public enum Field {
    /** Id of the object; without it, ids are derived from the file and the row. */
    ID,
    /** Account to debit. */
    DEBIT_ACCOUNT_ID,
    /** Account to credit. */
    CREDIT_ACCOUNT_ID,
    /** Amount, in the smallest unit. */
    AMOUNT,
    /** Pending transfer to post or void. */
    PENDING_ID,
    /** User data of 128 bits. */
    USER_DATA_128,
    /** User data of 64 bits. */
    USER_DATA_64,
    /** User data of 32 bits. */
    USER_DATA_32,
    /** Seconds until a pending transfer expires. */
    TIMEOUT,
    /** Ledger, such as a currency. */
    LEDGER,
    /** Code: the category that the user gives the object. */
    CODE,
    /** Flags: a number, or names with | between them. */
    FLAGS,
    /** Timestamp of imported history: ns since 1970, or an ISO instant. */
    TIMESTAMP;

    /** Returns the name as it is written, such as {@code debit_account_id}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the field with this name.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public static Field of(String wireName) {
        for (Field field : values()) {
            if (field.wireName().equals(wireName)) {
                return field;
            }
        }
        throw new IllegalArgumentException("'" + wireName + "' is no field of an account or a transfer");
    }
}
