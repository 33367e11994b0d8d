package io.ledgeractors.examples.orders.plan;

import java.io.StringReader;

/** Order books for tests. */
final class SampleBooks {
    static final String HEADER = "order_id;account_id;bank_to;account_to;amount;k_symbol\n";

    /** Two payers, three payees (one with a payer's number), two banks; 100.00 + 20.50 and 3.05 + 0.01 a month. */
    static final OrderBook SMALL =
            of("1;7;AA;111;100.00;SIPO", "2;7;BB;7;20.50; ", "3;8;AA;111;3.05;RENT", "4;8;AA;222;0.01;UVER");

    private SampleBooks() {}

    static OrderBook of(String... rows) {
        return OrderFile.read(new StringReader(HEADER + String.join("\n", rows) + "\n"), "orders.csv");
    }
}
