package io.ledgeractors.model;

/**
 * The status of one event of {@code create_transfers}.
 *
 * <p>The constants are in the order in which the ledger checks them, and the first one that applies is the status.
 * {@link #LinkedEventChainOpen} comes before {@link #LinkedEventFailed}, unlike in the published order. {@link
 * #Created} and {@link #Exists} mean that the object is in the ledger. Names and codes are those of TigerBeetle 0.17;
 * the wire carries the code as an unsigned 32-bit number.
 */
public enum CreateTransferStatus {
    /** {@code created}, code 4294967295. */
    Created("created", 0xffffffff),
    /** {@code linked_event_chain_open}, code 2. */
    LinkedEventChainOpen("linked_event_chain_open", 2),
    /** {@code linked_event_failed}, code 1. */
    LinkedEventFailed("linked_event_failed", 1),
    /** {@code imported_event_expected}, code 56. */
    ImportedEventExpected("imported_event_expected", 56),
    /** {@code imported_event_not_expected}, code 57. */
    ImportedEventNotExpected("imported_event_not_expected", 57),
    /** {@code timestamp_must_be_zero}, code 3. */
    TimestampMustBeZero("timestamp_must_be_zero", 3),
    /** {@code imported_event_timestamp_out_of_range}, code 58. */
    ImportedEventTimestampOutOfRange("imported_event_timestamp_out_of_range", 58),
    /** {@code imported_event_timestamp_must_not_advance}, code 59. */
    ImportedEventTimestampMustNotAdvance("imported_event_timestamp_must_not_advance", 59),
    /** {@code reserved_flag}, code 4. */
    ReservedFlag("reserved_flag", 4),
    /** {@code id_must_not_be_zero}, code 5. */
    IdMustNotBeZero("id_must_not_be_zero", 5),
    /** {@code id_must_not_be_int_max}, code 6. */
    IdMustNotBeIntMax("id_must_not_be_int_max", 6),
    /** {@code exists_with_different_flags}, code 36. */
    ExistsWithDifferentFlags("exists_with_different_flags", 36),
    /** {@code exists_with_different_pending_id}, code 40. */
    ExistsWithDifferentPendingId("exists_with_different_pending_id", 40),
    /** {@code exists_with_different_timeout}, code 44. */
    ExistsWithDifferentTimeout("exists_with_different_timeout", 44),
    /** {@code exists_with_different_debit_account_id}, code 37. */
    ExistsWithDifferentDebitAccountId("exists_with_different_debit_account_id", 37),
    /** {@code exists_with_different_credit_account_id}, code 38. */
    ExistsWithDifferentCreditAccountId("exists_with_different_credit_account_id", 38),
    /** {@code exists_with_different_amount}, code 39. */
    ExistsWithDifferentAmount("exists_with_different_amount", 39),
    /** {@code exists_with_different_user_data_128}, code 41. */
    ExistsWithDifferentUserData128("exists_with_different_user_data_128", 41),
    /** {@code exists_with_different_user_data_64}, code 42. */
    ExistsWithDifferentUserData64("exists_with_different_user_data_64", 42),
    /** {@code exists_with_different_user_data_32}, code 43. */
    ExistsWithDifferentUserData32("exists_with_different_user_data_32", 43),
    /** {@code exists_with_different_ledger}, code 67. */
    ExistsWithDifferentLedger("exists_with_different_ledger", 67),
    /** {@code exists_with_different_code}, code 45. */
    ExistsWithDifferentCode("exists_with_different_code", 45),
    /** {@code exists}, code 46. */
    Exists("exists", 46),
    /** {@code id_already_failed}, code 68. */
    IdAlreadyFailed("id_already_failed", 68),
    /** {@code flags_are_mutually_exclusive}, code 7. */
    FlagsAreMutuallyExclusive("flags_are_mutually_exclusive", 7),
    /** {@code debit_account_id_must_not_be_zero}, code 8. */
    DebitAccountIdMustNotBeZero("debit_account_id_must_not_be_zero", 8),
    /** {@code debit_account_id_must_not_be_int_max}, code 9. */
    DebitAccountIdMustNotBeIntMax("debit_account_id_must_not_be_int_max", 9),
    /** {@code credit_account_id_must_not_be_zero}, code 10. */
    CreditAccountIdMustNotBeZero("credit_account_id_must_not_be_zero", 10),
    /** {@code credit_account_id_must_not_be_int_max}, code 11. */
    CreditAccountIdMustNotBeIntMax("credit_account_id_must_not_be_int_max", 11),
    /** {@code accounts_must_be_different}, code 12. */
    AccountsMustBeDifferent("accounts_must_be_different", 12),
    /** {@code pending_id_must_be_zero}, code 13. */
    PendingIdMustBeZero("pending_id_must_be_zero", 13),
    /** {@code pending_id_must_not_be_zero}, code 14. */
    PendingIdMustNotBeZero("pending_id_must_not_be_zero", 14),
    /** {@code pending_id_must_not_be_int_max}, code 15. */
    PendingIdMustNotBeIntMax("pending_id_must_not_be_int_max", 15),
    /** {@code pending_id_must_be_different}, code 16. */
    PendingIdMustBeDifferent("pending_id_must_be_different", 16),
    /** {@code timeout_reserved_for_pending_transfer}, code 17. */
    TimeoutReservedForPendingTransfer("timeout_reserved_for_pending_transfer", 17),
    /** {@code closing_transfer_must_be_pending}, code 64. */
    ClosingTransferMustBePending("closing_transfer_must_be_pending", 64),
    /** {@code ledger_must_not_be_zero}, code 19. */
    LedgerMustNotBeZero("ledger_must_not_be_zero", 19),
    /** {@code code_must_not_be_zero}, code 20. */
    CodeMustNotBeZero("code_must_not_be_zero", 20),
    /** {@code debit_account_not_found}, code 21. */
    DebitAccountNotFound("debit_account_not_found", 21),
    /** {@code credit_account_not_found}, code 22. */
    CreditAccountNotFound("credit_account_not_found", 22),
    /** {@code accounts_must_have_the_same_ledger}, code 23. */
    AccountsMustHaveTheSameLedger("accounts_must_have_the_same_ledger", 23),
    /** {@code transfer_must_have_the_same_ledger_as_accounts}, code 24. */
    TransferMustHaveTheSameLedgerAsAccounts("transfer_must_have_the_same_ledger_as_accounts", 24),
    /** {@code pending_transfer_not_found}, code 25. */
    PendingTransferNotFound("pending_transfer_not_found", 25),
    /** {@code pending_transfer_not_pending}, code 26. */
    PendingTransferNotPending("pending_transfer_not_pending", 26),
    /** {@code pending_transfer_has_different_debit_account_id}, code 27. */
    PendingTransferHasDifferentDebitAccountId("pending_transfer_has_different_debit_account_id", 27),
    /** {@code pending_transfer_has_different_credit_account_id}, code 28. */
    PendingTransferHasDifferentCreditAccountId("pending_transfer_has_different_credit_account_id", 28),
    /** {@code pending_transfer_has_different_ledger}, code 29. */
    PendingTransferHasDifferentLedger("pending_transfer_has_different_ledger", 29),
    /** {@code pending_transfer_has_different_code}, code 30. */
    PendingTransferHasDifferentCode("pending_transfer_has_different_code", 30),
    /** {@code exceeds_pending_transfer_amount}, code 31. */
    ExceedsPendingTransferAmount("exceeds_pending_transfer_amount", 31),
    /** {@code pending_transfer_has_different_amount}, code 32. */
    PendingTransferHasDifferentAmount("pending_transfer_has_different_amount", 32),
    /** {@code pending_transfer_already_posted}, code 33. */
    PendingTransferAlreadyPosted("pending_transfer_already_posted", 33),
    /** {@code pending_transfer_already_voided}, code 34. */
    PendingTransferAlreadyVoided("pending_transfer_already_voided", 34),
    /** {@code pending_transfer_expired}, code 35. */
    PendingTransferExpired("pending_transfer_expired", 35),
    /** {@code imported_event_timestamp_must_not_regress}, code 60. */
    ImportedEventTimestampMustNotRegress("imported_event_timestamp_must_not_regress", 60),
    /** {@code imported_event_timestamp_must_postdate_debit_account}, code 61. */
    ImportedEventTimestampMustPostdateDebitAccount("imported_event_timestamp_must_postdate_debit_account", 61),
    /** {@code imported_event_timestamp_must_postdate_credit_account}, code 62. */
    ImportedEventTimestampMustPostdateCreditAccount("imported_event_timestamp_must_postdate_credit_account", 62),
    /** {@code imported_event_timeout_must_be_zero}, code 63. */
    ImportedEventTimeoutMustBeZero("imported_event_timeout_must_be_zero", 63),
    /** {@code debit_account_already_closed}, code 65. */
    DebitAccountAlreadyClosed("debit_account_already_closed", 65),
    /** {@code credit_account_already_closed}, code 66. */
    CreditAccountAlreadyClosed("credit_account_already_closed", 66),
    /** {@code overflows_debits_pending}, code 47. */
    OverflowsDebitsPending("overflows_debits_pending", 47),
    /** {@code overflows_credits_pending}, code 48. */
    OverflowsCreditsPending("overflows_credits_pending", 48),
    /** {@code overflows_debits_posted}, code 49. */
    OverflowsDebitsPosted("overflows_debits_posted", 49),
    /** {@code overflows_credits_posted}, code 50. */
    OverflowsCreditsPosted("overflows_credits_posted", 50),
    /** {@code overflows_debits}, code 51. */
    OverflowsDebits("overflows_debits", 51),
    /** {@code overflows_credits}, code 52. */
    OverflowsCredits("overflows_credits", 52),
    /** {@code overflows_timeout}, code 53. */
    OverflowsTimeout("overflows_timeout", 53),
    /** {@code exceeds_credits}, code 54. */
    ExceedsCredits("exceeds_credits", 54),
    /** {@code exceeds_debits}, code 55. */
    ExceedsDebits("exceeds_debits", 55);

    private static final CreateTransferStatus[] BY_CODE = new CreateTransferStatus[69];

    static {
        for (CreateTransferStatus status : values()) {
            if (status != Created) {
                BY_CODE[status.code] = status;
            }
        }
    }

    private final String wireName;
    private final int code;

    CreateTransferStatus(String wireName, int code) {
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
     * Returns true if the failure depends on the state of the ledger alone. After such a failure the id of the transfer
     * cannot be used again. Every later use is answered {@link #IdAlreadyFailed}.
     */
    public boolean isTransient() {
        return switch (this) {
            case DebitAccountNotFound,
                    CreditAccountNotFound,
                    PendingTransferNotFound,
                    DebitAccountAlreadyClosed,
                    CreditAccountAlreadyClosed,
                    ExceedsCredits,
                    ExceedsDebits -> true;
            default -> false;
        };
    }

    /**
     * Returns the status with this code.
     *
     * @throws IllegalArgumentException if TigerBeetle 0.17 has no such code
     */
    public static CreateTransferStatus ofCode(int code) {
        if (code == Created.code) {
            return Created;
        }
        CreateTransferStatus status = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (status == null) {
            throw new IllegalArgumentException(
                    "no CreateTransferStatus has the code " + Integer.toUnsignedString(code));
        }
        return status;
    }
}
