package io.ledgeractors.model;

/**
 * The status of one event of {@code create_accounts}.
 *
 * <p>The constants are in the order in which the ledger checks them, and the first one that applies is the status.
 * {@link #LinkedEventChainOpen} comes before {@link #LinkedEventFailed}, unlike in the published order. {@link
 * #Created} and {@link #Exists} mean that the object is in the ledger. Names and codes are those of TigerBeetle 0.17;
 * the wire carries the code as an unsigned 32-bit number.
 */
public enum CreateAccountStatus {
    /** {@code created}, code 4294967295. */
    Created("created", 0xffffffff),
    /** {@code linked_event_chain_open}, code 2. */
    LinkedEventChainOpen("linked_event_chain_open", 2),
    /** {@code linked_event_failed}, code 1. */
    LinkedEventFailed("linked_event_failed", 1),
    /** {@code imported_event_expected}, code 22. */
    ImportedEventExpected("imported_event_expected", 22),
    /** {@code imported_event_not_expected}, code 23. */
    ImportedEventNotExpected("imported_event_not_expected", 23),
    /** {@code timestamp_must_be_zero}, code 3. */
    TimestampMustBeZero("timestamp_must_be_zero", 3),
    /** {@code imported_event_timestamp_out_of_range}, code 24. */
    ImportedEventTimestampOutOfRange("imported_event_timestamp_out_of_range", 24),
    /** {@code imported_event_timestamp_must_not_advance}, code 25. */
    ImportedEventTimestampMustNotAdvance("imported_event_timestamp_must_not_advance", 25),
    /** {@code reserved_field}, code 4. */
    ReservedField("reserved_field", 4),
    /** {@code reserved_flag}, code 5. */
    ReservedFlag("reserved_flag", 5),
    /** {@code id_must_not_be_zero}, code 6. */
    IdMustNotBeZero("id_must_not_be_zero", 6),
    /** {@code id_must_not_be_int_max}, code 7. */
    IdMustNotBeIntMax("id_must_not_be_int_max", 7),
    /** {@code exists_with_different_flags}, code 15. */
    ExistsWithDifferentFlags("exists_with_different_flags", 15),
    /** {@code exists_with_different_user_data_128}, code 16. */
    ExistsWithDifferentUserData128("exists_with_different_user_data_128", 16),
    /** {@code exists_with_different_user_data_64}, code 17. */
    ExistsWithDifferentUserData64("exists_with_different_user_data_64", 17),
    /** {@code exists_with_different_user_data_32}, code 18. */
    ExistsWithDifferentUserData32("exists_with_different_user_data_32", 18),
    /** {@code exists_with_different_ledger}, code 19. */
    ExistsWithDifferentLedger("exists_with_different_ledger", 19),
    /** {@code exists_with_different_code}, code 20. */
    ExistsWithDifferentCode("exists_with_different_code", 20),
    /** {@code exists}, code 21. */
    Exists("exists", 21),
    /** {@code flags_are_mutually_exclusive}, code 8. */
    FlagsAreMutuallyExclusive("flags_are_mutually_exclusive", 8),
    /** {@code debits_pending_must_be_zero}, code 9. */
    DebitsPendingMustBeZero("debits_pending_must_be_zero", 9),
    /** {@code debits_posted_must_be_zero}, code 10. */
    DebitsPostedMustBeZero("debits_posted_must_be_zero", 10),
    /** {@code credits_pending_must_be_zero}, code 11. */
    CreditsPendingMustBeZero("credits_pending_must_be_zero", 11),
    /** {@code credits_posted_must_be_zero}, code 12. */
    CreditsPostedMustBeZero("credits_posted_must_be_zero", 12),
    /** {@code ledger_must_not_be_zero}, code 13. */
    LedgerMustNotBeZero("ledger_must_not_be_zero", 13),
    /** {@code code_must_not_be_zero}, code 14. */
    CodeMustNotBeZero("code_must_not_be_zero", 14),
    /** {@code imported_event_timestamp_must_not_regress}, code 26. */
    ImportedEventTimestampMustNotRegress("imported_event_timestamp_must_not_regress", 26);

    private static final CreateAccountStatus[] BY_CODE = new CreateAccountStatus[27];

    static {
        for (CreateAccountStatus status : values()) {
            if (status != Created) {
                BY_CODE[status.code] = status;
            }
        }
    }

    private final String wireName;
    private final int code;

    CreateAccountStatus(String wireName, int code) {
        this.wireName = wireName;
        this.code = code;
    }

    /** Returns the name in TigerBeetle's documents, such as {@code exists_with_different_flags}. */
    public String wireName() {
        return wireName;
    }

    /** Returns the code on the wire, an unsigned 32-bit number: {@link #Created} is {@code 0xffffffff}. */
    public int code() {
        return code;
    }

    /** Returns true if the object is in the ledger: {@link #Created} or {@link #Exists}. */
    public boolean isInLedger() {
        return this == Created || this == Exists;
    }

    /**
     * Returns the status with this code.
     *
     * @throws IllegalArgumentException if TigerBeetle 0.17 has no such code
     */
    public static CreateAccountStatus ofCode(int code) {
        if (code == Created.code) {
            return Created;
        }
        CreateAccountStatus status = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (status == null) {
            throw new IllegalArgumentException("no CreateAccountStatus has the code " + Integer.toUnsignedString(code));
        }
        return status;
    }
}
