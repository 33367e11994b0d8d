package io.ledgeractors.actors.recovery;

import io.ledgeractors.session.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests every combination of lost request, loss of the session, time of the lost copy's execution and time of a change.
 * The naive ledger says which report is right.
 */
class RequestRecoveryTableTest {
    private static int combinations;

    static List<LostAsk> asks() {
        return LostAsk.all();
    }

    @AfterAll
    static void count() {
        System.out.println("combinations of loss: " + combinations);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asks")
    void shouldReportWhatTheLedgerDid(LostAsk ask) {
        each(ask, Limits.DEFAULT, -1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asks")
    void shouldReportItWhenTheNextSessionsAreLostToo(LostAsk ask) {
        for (int at = 0; at < 3; at++) {
            each(ask, Limits.DEFAULT, at);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asks")
    void shouldReportItWhenTheNextSessionTakesLess(LostAsk ask) {
        each(ask, new Limits(640), -1);
    }

    private static void each(LostAsk ask, Limits limits, int secondLossAt) {
        for (Loss.Way way : Loss.Way.values()) {
            for (Loss.Executed executed : Loss.Executed.values()) {
                for (Loss.Change change : Loss.Change.values()) {
                    new Loss(ask, way, executed, change, limits, secondLossAt).check();
                    combinations++;
                }
            }
        }
    }
}
