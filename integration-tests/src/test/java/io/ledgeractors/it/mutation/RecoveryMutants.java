package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the recovery of lost requests, of entities and of payments: what ids must make safe. */
final class RecoveryMutants {
    private static final String ANALYSIS = "recovery/ResendAnalysis.java";

    private static final MutantMaker MAKER = MutantMaker.simulated(
            "ledger-actors",
            "io/ledgeractors/actors/",
            "actors.recovery.RequestRecoveryTableTest",
            "actors.recovery.RequestRecoveryRandomTest");

    private static final String PAYMENT_FLOW = "actors.payment.internal.flow.PaymentFlowTest";
    private static final String PAYMENTS = "actors.payment.internal.flow.PaymentPropertyTest";

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "TigerBeetle requests.md",
                    "what was refused is created later by a late copy of the lost request",
                    ANALYSIS,
                    "        if (isFenced) {",
                    "        if (isFenced || kind == RecordType.TRANSFERS) {"),
            MAKER.of(
                    "Lettuce #1310",
                    "a chain that was created before its reply was lost is told as refused when it is sent again",
                    ANALYSIS,
                    "(answer == Answer.EXISTS || answer == Answer.MAYBE_CLOSED)",
                    "(answer == Answer.MAYBE_CLOSED)"),
            MAKER.of(
                    "Lettuce #1310",
                    "a transfer that was created before its reply was lost is told as there before",
                    ANALYSIS,
                    "timestamp(event) > before) && noteCreation",
                    "timestamp(event) > timestamp) && noteCreation"),
            MAKER.of(
                    "Lettuce #1310",
                    "a transfer that was there before is told as created by the ask",
                    ANALYSIS,
                    "timestamp(event) > before) && noteCreation",
                    "timestamp(event) > 0) && noteCreation"),
            MAKER.of(
                    "TigerBeetle #2401",
                    "an open chain at the end of a batch is recovered together with the next batch",
                    "recovery/LostRequest.java",
                    "        while (last + 1 < endOfBatch\n",
                    "        while (last + 1 < Math.max(endOfBatch, events())\n"),
            MAKER.of(
                    "TigerBeetle requests.md",
                    "a transfer that a late copy of the lost request created is told as refused",
                    ANALYSIS,
                    "        if (!IdInvalidation.isInvalid(status)) {",
                    "        if (status == CreateTransferStatus.Created) {"),
            MAKER.of(
                    "akka-core #28093",
                    "a payment that two nodes work at is paid twice, because its transfers get other ids",
                    "payment/internal/stage/TransferPlan.java",
                    "                    .id(id.transferId(attempt, PaymentPhase.MOVE, i))",
                    "                    .id(UInt128.of(System.nanoTime(), id.transferId(attempt, PaymentPhase.MOVE, i)"
                            + ".low()))",
                    PAYMENT_FLOW,
                    PAYMENTS),
            MAKER.of(
                    "akka-core #28093",
                    "a part of a payment that is refunded by two nodes is refunded twice",
                    "payment/internal/stage/TransferPlan.java",
                    "PaymentPhase.REFUND, refund.number() + i)",
                    "PaymentPhase.REFUND, (int) (System.nanoTime() & 0xff) + i)",
                    "actors.payment.internal.flow.RefundTest"),
            MAKER.of(
                    "akka-core #22289",
                    "an account's asks overtake each other once the account is started on another node",
                    "account/AccountRules.java",
                    "        return (mixed ^ (mixed >>> 29)) | Long.MIN_VALUE;",
                    "        return System.identityHashCode(this) | Long.MIN_VALUE;",
                    "actors.account.AccountRulesTest"));

    private RecoveryMutants() {}
}
