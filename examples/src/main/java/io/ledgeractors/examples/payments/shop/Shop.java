package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.payment.model.Leg;
import io.ledgeractors.actors.payment.model.Legs;
import io.ledgeractors.actors.payment.model.Payment;
import io.ledgeractors.actors.payment.model.PaymentId;
import io.ledgeractors.actors.payment.model.Refund;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan with customers, merchants, an exchange and payments between them. The same shop always gives the same plan, so
 * a run can be killed and started again. Each shop has accounts of its own.
 *
 * @param identity number of the shop, not negative
 */
public record Shop(int identity) {
    /** The code of all transfers of the payments. */
    public static final int CODE = 900;

    /** The {@code user_data_32} of all transfers of the payments. */
    public static final int WORKFLOW = 9;

    private static final int HOME = 1;
    private static final int ABROAD = 2;
    private static final int ACCOUNT_CODE = 90;
    private static final int FUNDING_CODE = 91;
    private static final long SPACE = 0x7061_796d_656e_7473L;

    private static final int BANK = 1;
    private static final int BANK_ABROAD = 2;
    private static final int EXCHANGE = 3;
    private static final int EXCHANGE_ABROAD = 4;
    private static final int POOR = 5;
    private static final int CUSTOMERS_FROM = 100;
    private static final int CUSTOMERS = 40;
    private static final int MERCHANTS_FROM = 200;
    private static final int MERCHANTS = 8;
    private static final int MERCHANTS_ABROAD_FROM = 300;

    private static final int EVERY = 50;
    private static final int SPLIT_PARTS = 3;
    private static final long FUNDS = 1L << 40;

    /** Returns all accounts. The debits of customers must not exceed their credits. */
    public List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        accounts.add(account(BANK, HOME, AccountFlags.NONE));
        accounts.add(account(BANK_ABROAD, ABROAD, AccountFlags.NONE));
        accounts.add(account(EXCHANGE, HOME, AccountFlags.NONE));
        accounts.add(account(EXCHANGE_ABROAD, ABROAD, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS));
        accounts.add(account(POOR, HOME, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS));
        for (int i = 0; i < CUSTOMERS; i++) {
            accounts.add(account(CUSTOMERS_FROM + i, HOME, AccountFlags.DEBITS_MUST_NOT_EXCEED_CREDITS));
        }
        for (int i = 0; i < MERCHANTS; i++) {
            accounts.add(account(MERCHANTS_FROM + i, HOME, AccountFlags.NONE));
            accounts.add(account(MERCHANTS_ABROAD_FROM + i, ABROAD, AccountFlags.NONE));
        }
        return accounts;
    }

    /** Returns the transfers that fund the customers and the exchange. */
    public List<Transfer> funding() {
        List<Transfer> funding = new ArrayList<>();
        funding.add(funding(1, BANK_ABROAD, EXCHANGE_ABROAD, ABROAD));
        for (int i = 0; i < CUSTOMERS; i++) {
            funding.add(funding(CUSTOMERS_FROM + i, BANK, CUSTOMERS_FROM + i, HOME));
        }
        return funding;
    }

    /** Returns the first payments. */
    public List<Planned> plan(int payments) {
        return IntStream.range(0, payments).mapToObj(this::planned).toList();
    }

    /** Returns the kind of a payment. */
    public static PaymentKind kind(int number) {
        return switch (number % EVERY) {
            case 3, 13, 23 -> PaymentKind.DIRECT;
            case 5, 15, 25, 35 -> PaymentKind.SPLIT;
            case 8, 18, 28, 38 -> PaymentKind.EXCHANGE;
            case 10, 20, 30 -> PaymentKind.PARTIAL;
            case 12, 22, 32 -> PaymentKind.REFUNDED;
            case 14, 24, 34 -> PaymentKind.RETRIED;
            case 16, 26 -> PaymentKind.DECLINED;
            case 17 -> PaymentKind.HANGING;
            case 19, 29, 39 -> PaymentKind.POOR;
            default -> PaymentKind.PLAIN;
        };
    }

    /** Returns the part of an amount that the step of a partial payment captures. */
    static UInt128 half(UInt128 amount) {
        return UInt128.of(amount.low() / 2);
    }

    /**
     * Returns one payment.
     *
     * @param number number of the payment, not negative
     */
    public Planned planned(int number) {
        PaymentKind kind = kind(number);
        PaymentId id = PaymentId.ofKey("io.ledgeractors.examples/payments/" + identity + "/" + number);
        List<Leg> legs = legs(number, kind);
        Payment payment = new Payment(id, legs, kind != PaymentKind.DIRECT, UInt128.ZERO, number);
        List<UInt128> captured = legs.stream()
                .map(Leg::amount)
                .map(amount -> kind == PaymentKind.PARTIAL ? half(amount) : amount)
                .toList();
        UInt128 third = UInt128.of(legs.get(0).amount().low() / SPLIT_PARTS);
        return new Planned(
                number,
                kind,
                payment,
                kind.isPaid() ? captured : List.of(),
                kind == PaymentKind.REFUNDED ? Refund.of(0, 0, third) : null);
    }

    private List<Leg> legs(int number, PaymentKind kind) {
        UInt128 customer = id(CUSTOMERS_FROM + number % CUSTOMERS);
        UInt128 merchant = id(MERCHANTS_FROM + number % MERCHANTS);
        UInt128 amount = UInt128.of(100 + number % 977);
        if (kind == PaymentKind.SPLIT) {
            List<Legs.Part> parts = new ArrayList<>();
            for (int i = 0; i < SPLIT_PARTS; i++) {
                parts.add(new Legs.Part(id(MERCHANTS_FROM + (number + i) % MERCHANTS), amount));
            }
            return Legs.oneToMany(customer, parts, HOME);
        }
        if (kind == PaymentKind.EXCHANGE) {
            Legs.Part from = new Legs.Part(customer, amount);
            Legs.Part to = new Legs.Part(id(MERCHANTS_ABROAD_FROM + number % MERCHANTS), half(amount));
            return Legs.exchange(from, id(EXCHANGE), HOME, to, id(EXCHANGE_ABROAD), ABROAD);
        }
        return Legs.single(kind == PaymentKind.POOR ? id(POOR) : customer, merchant, amount, HOME);
    }

    private Account account(int number, int ledger, int flags) {
        return Account.builder()
                .id(id(number))
                .ledger(ledger)
                .code(ACCOUNT_CODE)
                .flags(flags)
                .userData64(number)
                .build();
    }

    private Transfer funding(int number, int from, int to, int ledger) {
        return Transfer.builder()
                .id(id(number))
                .debitAccountId(id(from))
                .creditAccountId(id(to))
                .amount(UInt128.of(FUNDS))
                .ledger(ledger)
                .code(FUNDING_CODE)
                .build();
    }

    private UInt128 id(int number) {
        return UInt128.of(SPACE, (long) identity << 32 | number);
    }
}
