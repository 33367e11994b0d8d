package io.ledgeractors.actors.payment.internal.flow;

import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.payment.internal.stage.PaymentAttempt;
import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.PaymentSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.UInt128;
import java.time.Duration;
import java.util.List;

/** Payments, accounts and settings for tests. */
public final class SomePayments {
    /** 2026-01-01, ns since 1970. */
    public static final long START = 1_767_225_600_000_000_000L;

    public static final long SECOND = 1_000_000_000L;

    public static final PaymentSettings SETTINGS = PaymentSettings.create(
                    ConfigFactory.defaultReference().getConfig("ledger-actors.payment"), "test", 77, 7)
            .withLongestDeadline(Duration.ofMinutes(10))
            .withSettleMargin(Duration.ofSeconds(1))
            .withMinBackoff(Duration.ofMillis(50))
            .withMaxBackoff(Duration.ofSeconds(5))
            .withPatience(Duration.ofSeconds(10))
            .withPassivateAfter(Duration.ofMinutes(1))
            .withScanAgainAfter(Duration.ofSeconds(10))
            .withShards(64);

    public static final PaymentId ID = new PaymentId(UInt128.of(5, 1L << 16));

    private SomePayments() {}

    public static Account account(long id, int ledger, int flags) {
        return Account.builder()
                .id(UInt128.of(id))
                .ledger(ledger)
                .code(1)
                .flags(flags)
                .build();
    }

    public static Leg leg(long debit, long credit, long amount) {
        return new Leg(UInt128.of(debit), UInt128.of(credit), UInt128.of(amount), 1);
    }

    public static Payment payment(Leg... legs) {
        return Payment.twoPhase(ID, List.of(legs));
    }

    public static PaymentAttempt job(Payment payment, int attempt, int seconds) {
        return new PaymentAttempt(payment, attempt, START + seconds * SECOND);
    }
}
