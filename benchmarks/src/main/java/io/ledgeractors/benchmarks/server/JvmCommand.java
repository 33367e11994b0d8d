package io.ledgeractors.benchmarks.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM that runs beside this one, of the same JDK. */
public final class JvmCommand {
    private static final String VECTORS = "jdk.incubator.vector";
    private static final int JDK_THAT_WARNS = 24;

    private JvmCommand() {}

    /**
     * Returns a list to which the program's arguments can be added. The JVM has the Vector API if this one has it.
     *
     * @param heap its greatest heap, in the words of {@code -Xmx}
     * @param classPath where its classes are
     * @param program the name of the class with the main method
     */
    public static List<String> of(String heap, String classPath, String program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        if (Runtime.version().feature() >= JDK_THAT_WARNS) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (ModuleLayer.boot().findModule(VECTORS).isPresent()) {
            command.addAll(List.of("--add-modules", VECTORS));
        }
        command.addAll(List.of("-cp", classPath, program));
        return command;
    }
}
