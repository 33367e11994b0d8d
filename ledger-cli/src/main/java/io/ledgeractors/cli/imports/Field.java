package io.ledgeractors.cli.imports;

import io.ledgeractors.examples.payments.PaymentKind;

import java.util.Locale;

/** What a row can say, by TigerBeetle's names. */
public enum Field {
    /** Id of the object; without it ids are made from the file and the row. */
    ID,
    /** Account to debit. */
    DEBIT_ACCOUNT_ID,
    /** Account to credit. */
    CREDIT_ACCOUNT_ID,
    /** Amount, in the smallest unit. */
    AMOUNT,
    /** Pending transfer to post or void. */
    PENDING_ID,
    /** 128 bits of the user. */
    USER_DATA_128,
    /** 64 bits of the user. */
    USER_DATA_64,
    /** 32 bits of the user. */
    USER_DATA_32,
    /** Seconds until a pending transfer expires. */
    TIMEOUT,
    /** Ledger, such as a currency. */
    LEDGER,
    /** PaymentKind of the object. */
    CODE,
    /** A number, or names with | between them. */
    FLAGS,
    /** Of history: ns since 1970, or an ISO instant. */
    TIMESTAMP;

    /** The name as it is written, such as {@code debit_account_id}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The field of a name.
     *
     * @throws IllegalArgumentException if there is none
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
