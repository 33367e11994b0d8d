package io.ledgeractors.tck.vectors;

import io.ledgeractors.wire.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layouts of records, with the names that the files of vectors use. They are written from the protocol fact sheet,
 * section 7, without the codecs of ledger-model, so that each checks the other.
 */
public enum Layout {
    /** The id in a look-up. */
    ID(16, "id 0 16"),
    /** An account. */
    ACCOUNT(
            128,
            "id 0 16, debits_pending 16 16, debits_posted 32 16, credits_pending 48 16, credits_posted 64 16,"
                    + " user_data_128 80 16, user_data_64 96 8, user_data_32 104 4, reserved 108 4, ledger 112 4,"
                    + " code 116 2, flags 118 2, timestamp 120 8"),
    /** A transfer. */
    TRANSFER(
            128,
            "id 0 16, debit_account_id 16 16, credit_account_id 32 16, amount 48 16, pending_id 64 16,"
                    + " user_data_128 80 16, user_data_64 96 8, user_data_32 104 4, timeout 108 4, ledger 112 4,"
                    + " code 116 2, flags 118 2, timestamp 120 8"),
    /** The result of one event of create_accounts; {@code code} is the number of the status. */
    ACCOUNT_RESULT(16, "timestamp 0 8, code 8 4, reserved 12 4"),
    /** The result of one event of create_transfers; {@code code} is the number of the status. */
    TRANSFER_RESULT(16, "timestamp 0 8, code 8 4, reserved 12 4"),
    /** The result of a refused account before 0.17; {@code batch} is not on the wire. */
    ACCOUNT_FAILURE(8, "batch 0 0, index 0 4, code 4 4"),
    /** The result of a refused transfer before 0.17; {@code batch} is not on the wire. */
    TRANSFER_FAILURE(8, "batch 0 0, index 0 4, code 4 4"),
    /** A filter of get_account_transfers and get_account_balances. */
    ACCOUNT_FILTER(
            128,
            "account_id 0 16, user_data_128 16 16, user_data_64 32 8, user_data_32 40 4, code 44 2, reserved 46 58,"
                    + " timestamp_min 104 8, timestamp_max 112 8, limit 120 4, flags 124 4"),
    /** A filter of query_accounts and query_transfers. */
    QUERY_FILTER(
            64,
            "user_data_128 0 16, user_data_64 16 8, user_data_32 24 4, ledger 28 4, code 32 2, reserved 34 6,"
                    + " timestamp_min 40 8, timestamp_max 48 8, limit 56 4, flags 60 4"),
    /** The balances of an account after a transfer. */
    ACCOUNT_BALANCE(
            128,
            "debits_pending 0 16, debits_posted 16 16, credits_pending 32 16, credits_posted 48 16, timestamp 64 8,"
                    + " reserved 72 56"),
    /** A filter of get_change_events. */
    CHANGE_EVENTS_FILTER(64, "timestamp_min 0 8, timestamp_max 8 8, limit 16 4, reserved 20 44"),
    /** A change event; {@code type} is its number. */
    CHANGE_EVENT(
            384,
            "transfer_id 0 16, transfer_amount 16 16, transfer_pending_id 32 16, transfer_user_data_128 48 16,"
                    + " transfer_user_data_64 64 8, transfer_user_data_32 72 4, transfer_timeout 76 4,"
                    + " transfer_code 80 2, transfer_flags 82 2, ledger 84 4, type 88 1, reserved 89 39, "
                    + accountPart("debit_account_", 128)
                    + accountPart("credit_account_", 240)
                    + "timestamp 352 8, transfer_timestamp 360 8, debit_account_timestamp 368 8,"
                    + " credit_account_timestamp 376 8");

    /**
     * One field.
     *
     * @param name the name in the files
     * @param offset the offset in bytes
     * @param width the width in bytes; more than 16 means reserved bytes, 0 means not on the wire
     */
    public record Field(String name, int offset, int width) {}

    private final int size;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    Layout(int size, String fields) {
        this.size = size;
        for (String part : fields.split(",\\s*")) {
            List<String> words = Arrays.asList(part.trim().split(" "));
            Field field = new Field(words.get(0), Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
            this.fields.put(field.name(), field);
        }
    }

    /** Returns the size of a record in bytes. */
    public int size() {
        return size;
    }

    /** Returns the fields, in the order of the wire. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /**
     * Returns the field of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no field " + name + " in " + this + ", which has " + fields.keySet());
        }
        return field;
    }

    /** Returns the layout of the events of an operation. */
    public static Layout ofEvents(Operation operation) {
        return switch (operation) {
            case CREATE_ACCOUNTS, CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN -> ACCOUNT;
            case CREATE_TRANSFERS, CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN -> TRANSFER;
            case LOOKUP_ACCOUNTS, LOOKUP_ACCOUNTS_PLAIN, LOOKUP_TRANSFERS, LOOKUP_TRANSFERS_PLAIN -> ID;
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_TRANSFERS_PLAIN, GET_ACCOUNT_BALANCES, GET_ACCOUNT_BALANCES_PLAIN ->
                ACCOUNT_FILTER;
            case QUERY_ACCOUNTS, QUERY_ACCOUNTS_PLAIN, QUERY_TRANSFERS, QUERY_TRANSFERS_PLAIN -> QUERY_FILTER;
            case GET_CHANGE_EVENTS -> CHANGE_EVENTS_FILTER;
            case REGISTER -> throw new IllegalArgumentException("no scenario registers");
        };
    }

    /** Returns the layout of the results of an operation. */
    public static Layout ofResults(Operation operation) {
        return switch (operation) {
            case CREATE_ACCOUNTS -> ACCOUNT_RESULT;
            case CREATE_TRANSFERS -> TRANSFER_RESULT;
            case CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN -> ACCOUNT_FAILURE;
            case CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN -> TRANSFER_FAILURE;
            case LOOKUP_ACCOUNTS, LOOKUP_ACCOUNTS_PLAIN, QUERY_ACCOUNTS, QUERY_ACCOUNTS_PLAIN -> ACCOUNT;
            case LOOKUP_TRANSFERS,
                    LOOKUP_TRANSFERS_PLAIN,
                    QUERY_TRANSFERS,
                    QUERY_TRANSFERS_PLAIN,
                    GET_ACCOUNT_TRANSFERS,
                    GET_ACCOUNT_TRANSFERS_PLAIN -> TRANSFER;
            case GET_ACCOUNT_BALANCES, GET_ACCOUNT_BALANCES_PLAIN -> ACCOUNT_BALANCE;
            case GET_CHANGE_EVENTS -> CHANGE_EVENT;
            case REGISTER -> throw new IllegalArgumentException("no scenario registers");
        };
    }

    private static String accountPart(String prefix, int at) {
        String fields = "id 0 16, debits_pending 16 16, debits_posted 32 16, credits_pending 48 16,"
                + " credits_posted 64 16, user_data_128 80 16, user_data_64 96 8, user_data_32 104 4, code 108 2,"
                + " flags 110 2";
        StringBuilder part = new StringBuilder();
        for (String field : fields.split(",\\s*")) {
            String[] words = field.trim().split(" ");
            part.append(prefix).append(words[0]).append(' ').append(at + Integer.parseInt(words[1]));
            part.append(' ').append(words[2]).append(", ");
        }
        return part.toString();
    }
}
