package io.ledgeractors.examples;

import io.ledgeractors.cli.CommandProvider;
import io.ledgeractors.examples.cluster.ClusterCommand;
import io.ledgeractors.examples.demo.DemoCommand;
import io.ledgeractors.examples.orders.OrdersCommand;
import io.ledgeractors.examples.payments.PaymentsCommand;
import io.ledgeractors.examples.users.UsersCommand;
import java.util.List;

/** Provides the commands of the examples. */
public final class ExampleCommands implements CommandProvider {
    /** Creates the provider; {@link java.util.ServiceLoader} needs this constructor. */
    public ExampleCommands() {}

    @Override
    public List<Object> commands() {
        return List.of(
                new ClusterCommand(),
                new DemoCommand(),
                new OrdersCommand(),
                new PaymentsCommand(),
                new UsersCommand());
    }
}
