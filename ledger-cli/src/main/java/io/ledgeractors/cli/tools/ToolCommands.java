package io.ledgeractors.cli.tools;

import io.ledgeractors.cli.CommandProvider;
import io.ledgeractors.cli.imports.ImportCommand;
import io.ledgeractors.cli.inspect.InspectCommand;
import io.ledgeractors.cli.start.StartCommand;
import io.ledgeractors.cli.tail.TailCommand;
import java.util.List;

/** Provides the commands of this module. */
public final class ToolCommands implements CommandProvider {
    /** Creates the provider; {@link java.util.ServiceLoader} needs this constructor. */
    public ToolCommands() {}

    @Override
    public List<Object> commands() {
        return List.of(new StartCommand(), new ImportCommand(), new TailCommand(), new InspectCommand());
    }
}
