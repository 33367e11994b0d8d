package io.ledgeractors.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.fault.Fault;
import io.ledgeractors.testkit.fault.NextAsk;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private final FaultPlan plan = new FaultPlan();

    @Test
    void shouldStrikeOnlyTheOperationAndTheIdThatWereNamed() {
        Fault fault = plan.next(Operation.LOOKUP_ACCOUNTS, UInt128.of(3)).hold();
        assertThat(strike(Operation.LOOKUP_TRANSFERS, 3)).isNull();
        assertThat(strike(Operation.LOOKUP_ACCOUNTS, 4)).isNull();
        assertThat(strike(Operation.LOOKUP_ACCOUNTS, 2, 3)).isSameAs(fault);
        assertThat(strike(Operation.LOOKUP_ACCOUNTS, 3)).as("once").isNull();
    }

    @Test
    void shouldCountAsksThatAnotherFaultStrikes() {
        NextAsk next = plan.next(Operation.LOOKUP_ACCOUNTS, null);
        Fault first = next.hold();
        Fault third = next.nth(3).dropReply();
        Fault second = next.dropRequest();
        assertThat(strike(Operation.LOOKUP_ACCOUNTS, 1)).isSameAs(first);
        assertThat(strike(Operation.LOOKUP_ACCOUNTS, 2)).isSameAs(second);
        assertThat(strike(Operation.LOOKUP_ACCOUNTS, 3)).isSameAs(third);
        assertThat(plan.waiting()).isEmpty();
    }

    @Test
    void shouldNotLetOtherFaultsChangeTheChoicesOfChance() {
        assertThat(choices(plan, 7)).isEqualTo(choices(new FaultPlan(), 7)).isNotEqualTo(choices(new FaultPlan(), 8));
        FaultPlan withOther = new FaultPlan();
        withOther.next(null, null).times(5).refuse(Refusal.CLOSED);
        List<Integer> rest = new ArrayList<>(choices(new FaultPlan(), 7));
        rest.removeIf(ask -> ask < 5);
        assertThat(choices(withOther, 7)).isEqualTo(rest);
    }

    @Test
    void shouldStrikeByChanceAtMostSoManyTimesIfThatIsSaid() {
        plan.next(null, null).times(3).withProbability(0.5, 1).hold();
        int struck = 0;
        for (int i = 0; i < 100; i++) {
            struck += strike(Operation.LOOKUP_ACCOUNTS, 1) == null ? 0 : 1;
        }
        assertThat(struck).isEqualTo(3);
    }

    @Test
    void shouldNotStrikeARequestWithoutABatcherByWhatABatcherDoes() {
        plan.next(Operation.LOOKUP_ACCOUNTS, null).refuse(Refusal.CLOSED);
        Fault delay = plan.next(Operation.LOOKUP_ACCOUNTS, null).delay(Duration.ofSeconds(1));
        assertThat(plan.strikeRequest(Operation.LOOKUP_ACCOUNTS, ids(1))).isSameAs(delay);
        assertThat(plan.waiting()).containsExactly("Refuse[reason=CLOSED] for the next ask of LOOKUP_ACCOUNTS");
    }

    @Test
    void shouldWakeWhoWaitsForItWhenItHasStruck() {
        PlannedFault fault = (PlannedFault) plan.next(null, null).hold();
        CompletableFuture<Fault> struck = CompletableFuture.supplyAsync(fault::await);
        fault.hasStruck();
        assertThat(struck.join().struck()).isOne();
    }

    @Test
    void shouldTakeBackTheFaultsOfOneThread() {
        plan.next(null, null).hold();
        CompletableFuture.runAsync(() -> plan.next(null, null).dropReply(), task -> new Thread(task).start())
                .join();
        plan.clearOf(Thread.currentThread());
        assertThat(plan.waiting()).containsExactly("DROP_REPLY for the next ask");
    }

    @Test
    void shouldRefuseAnIdOfAQuery() {
        assertThatThrownBy(() -> plan.next(Operation.QUERY_ACCOUNTS, UInt128.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no ids");
    }

    private static List<Integer> choices(FaultPlan plan, long seed) {
        Fault chance = plan.next(null, null).withProbability(0.4, seed).hold();
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            if (plan.strikeAsk(Operation.LOOKUP_ACCOUNTS, ids(i)) == chance) {
                chosen.add(i);
            }
        }
        chance.cancel();
        return chosen;
    }

    private PlannedFault strike(Operation operation, long... ids) {
        return plan.strikeAsk(operation, ids(ids));
    }

    private static ByteBuffer ids(long... ids) {
        ByteBuffer events = Bytes.allocate(ids.length * 16);
        for (int i = 0; i < ids.length; i++) {
            Bytes.putU128(events, 16 * i, UInt128.of(ids[i]));
        }
        return events;
    }
}
