package io.ledgeractors.actors.recovery;

import static io.ledgeractors.actors.recovery.Book.HUGE;
import static io.ledgeractors.actors.recovery.Book.HUGE_PENDING;
import static io.ledgeractors.actors.recovery.Book.LIMITED;
import static io.ledgeractors.actors.recovery.Book.OTHER;
import static io.ledgeractors.actors.recovery.Book.PLAIN;
import static io.ledgeractors.actors.recovery.Book.START;
import static io.ledgeractors.actors.recovery.Book.account;
import static io.ledgeractors.actors.recovery.Book.settle;
import static io.ledgeractors.actors.recovery.Book.transfer;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A request that will be lost.
 *
 * @param before what was done before it
 * @param change what others do to the ledger after the loss, or not
 */
record LostAsk(
        String name,
        Operation operation,
        List<List<ByteBuffer>> batches,
        Consumer<Book> before,
        Consumer<Book> change) {
    private static final int LINKED = 1;
    private static final int PENDING = 2;
    private static final int POST = 4;
    private static final int VOID = 8;
    private static final int IMPORTED = 256;
    private static final int FUTURE_SECONDS = 2;

    ByteBuffer body() {
        return Book.body(operation, batches);
    }

    @Override
    public String toString() {
        return name;
    }

    private static LostAsk ask(String name, Object... events) {
        boolean accounts = events[0] instanceof Account.Builder;
        return new LostAsk(
                name,
                accounts ? Operation.CREATE_ACCOUNTS : Operation.CREATE_TRANSFERS,
                List.of(Arrays.stream(events).map(Book::encode).toList()),
                book -> {},
                book -> book.transfers(transfer(700, 5, 6, 1)));
    }

    private LostAsk and(Object... events) {
        List<List<ByteBuffer>> more = new ArrayList<>(batches);
        more.add(Arrays.stream(events).map(Book::encode).toList());
        return new LostAsk(name, operation, more, before, change);
    }

    private LostAsk after(Consumer<Book> newBefore) {
        return new LostAsk(name, operation, batches, newBefore, change);
    }

    private LostAsk then(Consumer<Book> newChange) {
        return new LostAsk(name, operation, batches, before, newChange);
    }

    private static LostAsk read(String name, Operation operation, ByteBuffer... events) {
        return new LostAsk(
                name,
                operation,
                Arrays.stream(events).map(List::of).toList(),
                book -> {},
                book -> book.transfers(transfer(700, PLAIN, OTHER, 1)));
    }

    static List<LostAsk> all() {
        List<LostAsk> all = new ArrayList<>();
        all.addAll(accounts());
        all.addAll(plain());
        all.addAll(pending());
        all.addAll(chains());
        all.addAll(refused());
        all.addAll(overflows());
        all.addAll(imported());
        all.addAll(twice());
        all.addAll(reads());
        return all;
    }

    // Creates a pending transfer that closes the account on the debit side.
    private static Consumer<Book> closing(long account) {
        return book -> book.transfers(transfer(701, account, OTHER, 0).flags(PENDING | 64));
    }

    private static List<LostAsk> accounts() {
        Consumer<Book> closes20 = closing(20);
        return List.of(
                ask("account", account(20)),
                ask("account, closed meanwhile", account(20)).then(closes20),
                ask("accounts of several asks, one closed meanwhile", account(20), account(21))
                        .and(account(22))
                        .then(closing(21)),
                ask("accounts linked, first closed meanwhile", account(20).flags(LINKED), account(21))
                        .then(closes20),
                ask("accounts linked, last closed meanwhile", account(20).flags(LINKED), account(21))
                        .then(closing(21)),
                ask("account that was there", account(20)).after(book -> book.accounts(account(20))),
                ask("account that was there, closed meanwhile", account(20))
                        .after(book -> book.accounts(account(20)))
                        .then(closes20),
                ask("account that was there, closed before", account(20)).after(book -> {
                    book.accounts(account(20));
                    closes20.accept(book);
                }),
                ask("account that was there with other flags", account(20))
                        .after(book -> book.accounts(account(20).flags(8))),
                ask("account that was there with another code", account(20))
                        .after(book -> book.accounts(account(20).code(8))),
                ask("accounts linked, of which the last was there", account(20).flags(LINKED), account(21))
                        .after(book -> book.accounts(account(21))),
                ask(
                                "accounts linked, as they were there, closed meanwhile",
                                account(20).flags(LINKED),
                                account(21))
                        .after(book -> book.accounts(account(20).flags(LINKED), account(21)))
                        .then(closes20),
                ask(
                        "accounts linked, refused for good",
                        account(20).flags(LINKED),
                        account(21).ledger(0)),
                ask("closed account", account(20).flags(32)));
    }

    private static List<LostAsk> plain() {
        return List.of(
                ask("single", transfer(100, PLAIN, OTHER, 10)),
                ask("several asks", transfer(100, PLAIN, OTHER, 10))
                        .and(transfer(101, PLAIN, OTHER, 10), transfer(102, OTHER, PLAIN, 3))
                        .and(transfer(103, PLAIN, OTHER, 10), transfer(104, PLAIN, OTHER, 10)),
                ask("an ask without events beside another", transfer(100, PLAIN, OTHER, 10))
                        .and(),
                ask("single that was there", transfer(100, PLAIN, OTHER, 10))
                        .after(book -> book.transfers(transfer(100, PLAIN, OTHER, 10))),
                ask("single with another amount than there", transfer(100, PLAIN, OTHER, 10))
                        .after(book -> book.transfers(transfer(100, PLAIN, OTHER, 11))),
                ask("balancing debit", transfer(100, LIMITED, OTHER, 500).flags(16))
                        .then(book -> book.transfers(transfer(700, PLAIN, LIMITED, 50))),
                ask(
                                "balancing debit, cut to nothing",
                                transfer(100, PLAIN, OTHER, 500).flags(16))
                        .then(book -> book.transfers(transfer(700, OTHER, PLAIN, 5000))),
                ask("balancing credit", transfer(100, OTHER, PLAIN, 500).flags(32)),
                ask(
                                "balancing that empties beside one that finds nothing",
                                transfer(100, LIMITED, OTHER, 500).flags(16))
                        .and(transfer(101, LIMITED, OTHER, 500).flags(16)),
                ask("closing, reopened since", transfer(100, 5, 6, 0).flags(PENDING | 64))
                        .then(book -> book.transfers(settle(700, 100, VOID))));
    }

    private static List<LostAsk> pending() {
        Consumer<Book> reserve = book ->
                book.transfers(transfer(90, PLAIN, OTHER, 10).flags(PENDING).timeout(1));
        Consumer<Book> expires = book -> book.pauseSeconds(FUTURE_SECONDS);
        LostAsk pending =
                ask("pending", transfer(100, PLAIN, OTHER, 10).flags(PENDING).timeout(1));
        return List.of(
                pending,
                named("pending, expired meanwhile", pending).then(expires),
                named("pending, posted meanwhile", pending).then(book -> book.transfers(settle(700, 100, POST))),
                named("pending, voided meanwhile", pending).then(book -> book.transfers(settle(700, 100, VOID))),
                ask("post", settle(100, 90, POST)).after(reserve),
                ask("post, expired meanwhile", settle(100, 90, POST))
                        .after(reserve)
                        .then(expires),
                ask(
                                "post of a part",
                                settle(100, 90, POST).amount(UInt128.of(4)).userData64(9))
                        .after(reserve)
                        .then(expires),
                ask("void", settle(100, 90, VOID)).after(reserve),
                ask("void, expired meanwhile", settle(100, 90, VOID))
                        .after(reserve)
                        .then(expires),
                ask(
                                "void with all fields",
                                settle(100, 90, VOID)
                                        .amount(UInt128.of(10))
                                        .debitAccountId(UInt128.of(PLAIN))
                                        .creditAccountId(UInt128.of(OTHER))
                                        .ledger(1)
                                        .code(7))
                        .after(reserve)
                        .then(expires),
                ask("post of what is not there yet", settle(100, 90, POST)).then(reserve),
                ask("post of what another posts meanwhile", settle(100, 90, POST))
                        .after(reserve)
                        .then(book -> book.transfers(settle(700, 90, POST))));
    }

    private static List<LostAsk> chains() {
        LostAsk chain = ask(
                "chain",
                transfer(100, PLAIN, OTHER, 1).flags(LINKED),
                transfer(101, PLAIN, OTHER, 2).flags(LINKED),
                transfer(102, PLAIN, OTHER, 3));
        return List.of(
                chain,
                named("chain beside others", chain)
                        .and(
                                transfer(110, PLAIN, OTHER, 1),
                                transfer(111, PLAIN, OTHER, 1).flags(LINKED),
                                transfer(112, LIMITED, OTHER, 1)),
                ask(
                                "chain with pending and balancing",
                                transfer(100, PLAIN, OTHER, 9)
                                        .flags(LINKED | PENDING)
                                        .timeout(1),
                                transfer(101, LIMITED, OTHER, 500).flags(16))
                        .then(book -> book.pauseSeconds(FUTURE_SECONDS)),
                ask("chain that posts", transfer(100, PLAIN, OTHER, 9).flags(LINKED | PENDING), settle(101, 100, POST)),
                named("chain that was there", chain)
                        .after(book -> book.transfers(
                                transfer(100, PLAIN, OTHER, 1).flags(LINKED),
                                transfer(101, PLAIN, OTHER, 2).flags(LINKED),
                                transfer(102, PLAIN, OTHER, 3))),
                named("chain whose first id existed before", chain)
                        .after(book -> book.transfers(
                                transfer(100, PLAIN, OTHER, 1).flags(LINKED), transfer(120, PLAIN, OTHER, 2))),
                named("chain whose first was made by another chain since", chain)
                        .then(book -> book.transfers(
                                transfer(100, PLAIN, OTHER, 1).flags(LINKED), transfer(120, PLAIN, OTHER, 2))),
                named("chain whose members were made one by one since", chain).then(book -> {
                    book.transfers(transfer(100, PLAIN, OTHER, 1).flags(LINKED), transfer(120, PLAIN, OTHER, 2));
                    book.transfers(transfer(101, PLAIN, OTHER, 2).flags(LINKED), transfer(121, PLAIN, OTHER, 2));
                    book.transfers(transfer(102, PLAIN, OTHER, 3));
                }),
                named("chain with a foreign transfer under its first id", chain)
                        .after(book -> book.transfers(transfer(100, PLAIN, OTHER, 1))),
                named("chain with a foreign transfer under its middle id", chain)
                        .after(book -> book.transfers(transfer(101, PLAIN, OTHER, 77))),
                named("chain with a foreign transfer under its last id", chain)
                        .after(book -> book.transfers(transfer(102, OTHER, PLAIN, 3))),
                named("chain with a foreign transfer under its middle id since", chain)
                        .then(book -> book.transfers(transfer(101, PLAIN, OTHER, 77))),
                ask(
                        "chain left open",
                        transfer(100, PLAIN, OTHER, 1).flags(LINKED),
                        transfer(101, PLAIN, OTHER, 2).flags(LINKED)));
    }

    private static LostAsk named(String name, LostAsk like) {
        return new LostAsk(name, like.operation, like.batches, like.before, like.change);
    }

    private static List<LostAsk> refused() {
        List<LostAsk> all = new ArrayList<>();
        Consumer<Book> funds = book -> book.transfers(transfer(700, PLAIN, LIMITED, 1000));
        Consumer<Book> account = book -> book.accounts(account(20));
        Consumer<Book> voidHuge = book -> book.transfers(settle(700, HUGE_PENDING, VOID));
        all.add(ask("T: no funds", transfer(100, LIMITED, OTHER, 500)).then(funds));
        all.add(ask("T: no account", transfer(100, 20, OTHER, 5)).then(account));
        all.add(ask("T: account closed, reopened meanwhile", transfer(100, 5, OTHER, 5))
                .after(book -> book.transfers(transfer(902, 5, 6, 0).flags(PENDING | 64)))
                .then(book -> book.transfers(settle(700, 902, VOID))));
        all.add(ask("P: same accounts", transfer(100, OTHER, OTHER, 5)));
        all.add(ask("P: another ledger", transfer(100, PLAIN, OTHER, 5).ledger(2)));
        all.add(ask("U: overflow", transfer(100, HUGE, OTHER, 5).flags(PENDING)).then(voidHuge));
        all.add(ask(
                        "U: overflow, refused T since",
                        transfer(100, HUGE, OTHER, 5).flags(PENDING))
                .then(book -> {
                    voidHuge.accept(book);
                    book.transfers(transfer(702, HUGE, OTHER, 0).flags(PENDING | 64));
                }));
        all.add(ask("U: overflow in several asks", transfer(100, HUGE, OTHER, 5).flags(PENDING))
                .and(transfer(101, PLAIN, OTHER, 5))
                .and(transfer(102, HUGE, OTHER, 6).flags(PENDING))
                .then(voidHuge));
        all.add(ask("U, and T for want of it", transfer(100, HUGE, OTHER, 5).flags(PENDING), settle(101, 100, POST))
                .then(voidHuge));
        List<Object> breakers = List.of(
                transfer(100, LIMITED, OTHER, 500),
                transfer(100, PLAIN, OTHER, 5).ledger(2),
                transfer(100, HUGE, OTHER, 5).flags(PENDING));
        List<Consumer<Book>> remedies = List.of(funds, funds, voidHuge);
        for (int i = 0; i < breakers.size(); i++) {
            for (int place = 0; place < 3; place++) {
                Object[] events = new Object[3];
                for (int member = 0; member < 3; member++) {
                    Transfer.Builder event = member == place
                            ? (Transfer.Builder) breakers.get(i)
                            : transfer(101 + member, PLAIN, OTHER, 5);
                    int flags = event.build().flags();
                    events[member] = event.build().toBuilder().flags(member < 2 ? flags | LINKED : flags);
                }
                all.add(ask("chain broken by " + "TPU".charAt(i) + " at " + place, events)
                        .then(remedies.get(i)));
            }
        }
        return all;
    }

    // Covers all statuses of this kind but overflows_timeout, which no clock before the year 2156 causes.
    private static List<LostAsk> overflows() {
        Consumer<Book> voidHuge = book -> book.transfers(settle(700, HUGE_PENDING, VOID));
        Consumer<Book> full = book -> book.transfers(transfer(901, 5, 6, 0).amount(UInt128.of(-1L, -3L)));
        return List.of(
                ask("U: overflows_credits_pending", transfer(100, OTHER, 7, 5).flags(PENDING))
                        .then(voidHuge),
                ask("U: overflows_debits", transfer(100, HUGE, OTHER, 5)).then(voidHuge),
                ask("U: overflows_credits", transfer(100, OTHER, 7, 5)).then(voidHuge),
                // A posted amount stays, so these refusals never pass. The status alone does not tell this.
                ask("U: overflows_debits_posted", transfer(100, 5, OTHER, 5)).after(full),
                ask("U: overflows_credits_posted", transfer(100, OTHER, 6, 5)).after(full));
    }

    private static List<LostAsk> imported() {
        long past = START + 500_000_000L;
        long future = START + 4_000_000_000L;
        Consumer<Book> later = book -> book.pauseSeconds(FUTURE_SECONDS);
        Object[] chain = {
            transfer(100, PLAIN, OTHER, 5).flags(IMPORTED | LINKED).timestamp(past),
            transfer(101, PLAIN, OTHER, 5).flags(IMPORTED).timestamp(past + 9)
        };
        LostAsk account = ask("imported account", account(22).flags(16).timestamp(past));
        LostAsk transfer = ask(
                "imported transfer",
                transfer(100, PLAIN, OTHER, 5).flags(IMPORTED).timestamp(past));
        return List.of(
                account.after(later),
                named("imported account, closed meanwhile", account)
                        .after(later)
                        .then(closing(22)),
                named("imported account that was there", account)
                        .after(later.andThen(
                                book -> book.accounts(account(22).flags(16).timestamp(past)))),
                transfer.after(later),
                named("imported transfer that was there", transfer)
                        .after(later.andThen(book -> book.transfers(
                                transfer(100, PLAIN, OTHER, 5).flags(IMPORTED).timestamp(past)))),
                ask("imported chain", chain).after(later),
                ask("imported chain, regressing meanwhile", chain)
                        .after(later)
                        .then(book -> book.transfers(
                                transfer(700, 5, 6, 5).flags(IMPORTED).timestamp(past + 100))),
                ask("U: imported account of the future", account(22).flags(16).timestamp(future))
                        .after(later)
                        .then(later.andThen(later)),
                ask(
                                "U: imported accounts of the future, linked",
                                account(22).flags(16 | LINKED).timestamp(future),
                                account(23).flags(16).timestamp(future + 1))
                        .after(later)
                        .then(later.andThen(later)),
                ask(
                                "U: imported transfer of the future",
                                transfer(100, PLAIN, OTHER, 5).flags(IMPORTED).timestamp(future))
                        .after(later)
                        .then(later.andThen(later)),
                ask(
                                "U: imported chain of the future",
                                transfer(100, PLAIN, OTHER, 5)
                                        .flags(IMPORTED | LINKED)
                                        .timestamp(past),
                                transfer(101, PLAIN, OTHER, 5).flags(IMPORTED).timestamp(future))
                        .after(later)
                        .then(later.andThen(later)));
    }

    private static List<LostAsk> twice() {
        return List.of(
                ask("same id twice", transfer(100, PLAIN, OTHER, 1), transfer(100, PLAIN, OTHER, 1))
                        .and(transfer(100, PLAIN, OTHER, 1)),
                ask("same account twice, closed meanwhile", account(20), account(20))
                        .then(closing(20)),
                ask(
                        "same account twice, the second one closed",
                        account(20),
                        account(20).flags(32)),
                ask("same account twice, the first one closed", account(20).flags(32), account(20)),
                ask(
                        "same id twice in a chain",
                        transfer(100, PLAIN, OTHER, 1).flags(LINKED),
                        transfer(101, PLAIN, OTHER, 1).flags(LINKED),
                        transfer(100, PLAIN, OTHER, 1).flags(LINKED),
                        transfer(102, PLAIN, OTHER, 1)),
                ask("same chain twice", transfer(100, PLAIN, OTHER, 1).flags(LINKED), transfer(101, PLAIN, OTHER, 1))
                        .and(transfer(100, PLAIN, OTHER, 1).flags(LINKED), transfer(101, PLAIN, OTHER, 1)));
    }

    private static List<LostAsk> reads() {
        ByteBuffer accountFilter = Bytes.allocate(128);
        AccountFilterCodec.encode(
                AccountFilter.builder()
                        .accountId(UInt128.of(PLAIN))
                        .limit(10)
                        .flags(3)
                        .build(),
                accountFilter,
                0);
        ByteBuffer queryFilter = Bytes.allocate(64);
        QueryFilterCodec.encode(QueryFilter.builder().limit(10).build(), queryFilter, 0);
        ByteBuffer changes = Bytes.allocate(64).putInt(16, 10);
        return List.of(
                read("lookup accounts", Operation.LOOKUP_ACCOUNTS, id(PLAIN), id(99), id(OTHER)),
                read("lookup transfers", Operation.LOOKUP_TRANSFERS, id(800), id(700)),
                read("account transfers", Operation.GET_ACCOUNT_TRANSFERS, accountFilter, accountFilter),
                read("account balances", Operation.GET_ACCOUNT_BALANCES, accountFilter),
                read("query accounts", Operation.QUERY_ACCOUNTS, queryFilter),
                read("query transfers", Operation.QUERY_TRANSFERS, queryFilter, queryFilter),
                read("change events", Operation.GET_CHANGE_EVENTS, changes));
    }

    private static ByteBuffer id(long id) {
        ByteBuffer bytes = Bytes.allocate(16);
        Bytes.putU128(bytes, 0, UInt128.of(id));
        return bytes;
    }
}
