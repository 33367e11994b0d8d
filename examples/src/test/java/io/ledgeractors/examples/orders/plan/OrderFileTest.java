package io.ledgeractors.examples.orders.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.cli.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFileTest {
    @Test
    void shouldReadOrdersWithAndWithoutQuotes() {
        OrderBook book = read("\"order_id\";\"account_id\";\"bank_to\";\"account_to\";\"amount\";\"k_symbol\"\n"
                + "29401;1;\"YZ\";\"87144583\";2452.00;\"SIPO\"\n29402;2;ST;89597016;3372.7;UVER\r\n\n"
                + "29403;2;ST;0;5;\" \"");

        assertThat(book.orders())
                .containsExactly(
                        new StandingOrder(29401, 1, new Payee("YZ", "87144583"), 245_200, 1, 2),
                        new StandingOrder(29402, 2, new Payee("ST", "89597016"), 337_270, 2, 3),
                        new StandingOrder(29403, 2, new Payee("ST", "0"), 500, 9, 5));
    }

    @Test
    void shouldReadAByteOrderMark() {
        assertThat(read("\ufeff\"order_id\";account_id;bank_to;account_to;amount;k_symbol\n1;2;A;3;4.00;")
                        .orders())
                .hasSize(1);
    }

    @Test
    void shouldNumberOtherWordsInTheOrderOfTheFile() {
        OrderBook book =
                SampleBooks.of("1;1;A;1;1.00;RENT", "2;1;A;1;1.00;POJISTNE", "3;1;A;1;1.00;TAX", "4;1;A;1;1.00;RENT");

        assertThat(book.orders()).extracting(StandingOrder::code).containsExactly(101, 3, 102, 101);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;2;A;3;12.345;SIPO  | amount '12.345' has more than two decimals",
                "1;2;A;3;-12.00;SIPO  | amount '-12.00' is negative",
                "1;2;A;3;12,00;SIPO   | amount '12,00' is not a number such as 1234.50",
                "1;2;A;3;abc;SIPO     | amount 'abc' is not a number such as 1234.50",
                "1;2;A;3;1e3;SIPO     | amount '1e3' is not a number such as 1234.50",
                "1;2;A;3;12.;SIPO     | amount '12.' is not a number such as 1234.50",
                "1;2;A;3;+1.00;SIPO   | amount '+1.00' is not a number such as 1234.50",
                "1;2;A;3;0.00;SIPO    | amount '0.00' is zero",
                "1;2;A;3;;SIPO        | amount is missing",
                "1;2;A;3;1234567890123456.00;SIPO | amount '1234567890123456.00' is too great",
                "x;2;A;3;1.00;SIPO    | order_id 'x' is not a whole number",
                "0;2;A;3;1.00;SIPO    | order_id '0' is not a whole number",
                "1;-2;A;3;1.00;SIPO   | account_id '-2' is not a whole number",
                "1;\u0663;A;3;1.00;SIPO    | account_id '\u0663' is not a whole number",
                "1;+2;A;3;1.00;SIPO   | account_id '+2' is not a whole number",
                "1;99999999999999999999;A;3;1.00;SIPO | account_id '99999999999999999999' is not a whole number",
                ";2;A;3;1.00;SIPO     | order_id is missing",
                "1;2;;3;1.00;SIPO     | bank_to is missing",
                "1;2;A; ;1.00;SIPO    | account_to is missing",
                "1;2;A;3;1.00         | 5 fields instead of 6",
                "1;2;A;3;1.00;SIPO;x  | 7 fields instead of 6",
            })
    void shouldNameFileAndLineOfABadRow(String row, String message) {
        assertThatThrownBy(() -> read(SampleBooks.HEADER + "9;2;A;3;1.00;SIPO\n" + row + "\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("orders.csv:3: " + message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRefuseAnOrderThatIsThereTwice() {
        assertThatThrownBy(() -> SampleBooks.of("1;2;A;3;1.00;", "2;2;A;3;1.00;", "1;2;A;3;1.00;"))
                .hasMessage("orders.csv:4: order_id 1 stands in line 2 already");
    }

    @Test
    void shouldRefuseAWrongHeader() {
        assertThatThrownBy(() -> read("order_id;account_id;bank;account_to;amount;k_symbol\n"))
                .hasMessageStartingWith("orders.csv:1: column 3 is 'bank' instead of 'bank_to'");
        assertThatThrownBy(() -> read("order_id;account_id;bank_to;account_to;amount\n"))
                .hasMessageStartingWith("orders.csv:1: column 6 'k_symbol' is missing");
        assertThatThrownBy(() -> read("order_id,account_id,bank_to,account_to,amount,k_symbol\n"))
                .hasMessageStartingWith("orders.csv:1: column 1 is 'order_id,account_id");
        assertThatThrownBy(() -> read("order_id;account_id;bank_to;account_to;amount;k_symbol;more\n"))
                .hasMessageStartingWith("orders.csv:1: column 7 'more' is too many");
    }

    @Test
    void shouldRefuseAFileWithoutOrders() {
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("orders.csv:1: the file is empty");
        assertThatThrownBy(() -> read("\n\n")).hasMessageStartingWith("orders.csv:1: the file is empty");
        assertThatThrownBy(() -> read(SampleBooks.HEADER)).hasMessage("orders.csv:2: no order follows the header");
    }

    @Test
    void shouldRefuseAQuoteThatIsNotClosed() {
        assertThatThrownBy(() -> read(SampleBooks.HEADER + "1;2;A;3;1.00;\"SIPO\n2;2;A;3;1.00;SIPO\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("orders.csv:2: ")
                .hasMessageContaining("a quote is not closed");
        assertThatThrownBy(() -> read(SampleBooks.HEADER + "1;2;A;3;1.00;\"SIPO\n2;2;A;3;1.00;\"SIPO\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("orders.csv:2: ");
        assertThatThrownBy(() -> read(SampleBooks.HEADER + "1;2;A;3;1.00;\"SI\nPO\"\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("orders.csv:2: a field goes over the end of the line");
    }

    @Test
    void shouldRefuseAMissingFileAndADirectory() {
        assertThatThrownBy(() -> OrderFile.read(Path.of("nowhere", "orders.csv")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(Path.of("nowhere", "orders.csv") + ": no such file");
        assertThatThrownBy(() -> OrderFile.read(Path.of(".")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        byte[] bytes = (SampleBooks.HEADER + "1;2;A;3;1.00;\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> OrderFile.read(
                        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()),
                        "orders.csv"))
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching("orders\\.csv:[12]: here or further down is something that is not UTF-8 text");
    }

    private static OrderBook read(String text) {
        return OrderFile.read(new StringReader(text), "orders.csv");
    }
}
