package docs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.simulation.SimulatedClient;
import io.ledgeractors.testkit.simulation.SimulatedWorld;
import io.ledgeractors.testkit.simulation.Simulation;
import io.ledgeractors.testkit.simulation.SimulationReport;
import io.ledgeractors.testkit.simulation.SimulationScenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/testing.md about simulations; see {@link TestingPageTest}. */
// #simulation
class SimulationPageTest {
    /** A shop takes 1 from a customer, 50 times. */
    static final class Shop implements SimulationScenario {
        @Override
        public void begin(SimulatedWorld world) {
            SimulatedClient shop = world.newClient();
            List<Account> accounts = List.of(account(1), account(2));
            shop.ask(LedgerRequest.createAccounts(accounts), reply -> sell(world, shop, 50));
        }

        private void sell(SimulatedWorld world, SimulatedClient shop, int left) {
            Transfer sale = Transfer.builder()
                    .id(left)
                    .debitAccountId(1)
                    .creditAccountId(2)
                    .amount(1)
                    .ledger(1)
                    .code(1)
                    .build();
            shop.ask(LedgerRequest.createTransfers(List.of(sale)), reply -> {
                if (left > 1) {
                    world.after(Duration.ofMillis(100), () -> sell(world, shop, left - 1));
                }
            });
        }

        private static Account account(long id) {
            return Account.builder().id(UInt128.of(id)).ledger(1).code(1).build();
        }
    }

    @Test
    void shouldSellWhateverFails() {
        for (long seed = 1; seed <= 20; seed++) {
            SimulationReport report = Simulation.run(seed, new Shop());
            assertThat(report.results() + report.refused() + report.unknown()).isEqualTo(51);
        }
    }
}
// #simulation
