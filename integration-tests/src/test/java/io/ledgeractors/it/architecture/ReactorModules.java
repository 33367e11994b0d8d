package io.ledgeractors.it.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ledgeractors.it.ProjectFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules of the reactor, their packages and the classes compiled into them. */
final class ReactorModules {
    /** The modules that the main code of a module may use, by folder. */
    static final Map<String, Set<String>> ARROWS = arrows();

    /** The roots of the packages of a module, by folder. */
    static final Map<String, List<String>> ROOTS = roots();

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ledgeractors");

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern FOLDER = Pattern.compile("/([^/]+)/target/");

    private ReactorModules() {}

    /** Returns the folder of the module that a class was compiled into. */
    static Optional<String> moduleOf(JavaClass javaClass) {
        return javaClass.getSource().map(source -> folder(source.getUri())).filter(name -> !name.isEmpty());
    }

    /** Returns the modules that the root's POM lists and that hold main code. */
    static Set<String> listedModules() throws IOException {
        Set<String> modules = allListed();
        modules.removeIf(
                module -> !Files.isDirectory(ProjectFiles.root().resolve(module).resolve("src/main/java")));
        return modules;
    }

    /** Returns the modules that the root's POM lists. */
    static Set<String> allListed() throws IOException {
        Set<String> modules = new TreeSet<>();
        Matcher matcher = MODULE.matcher(Files.readString(ProjectFiles.root().resolve("pom.xml")));
        while (matcher.find()) {
            modules.add(matcher.group(1));
        }
        return modules;
    }

    private static String folder(URI uri) {
        Matcher matcher = FOLDER.matcher(uri.toString());
        String found = "";
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return found;
    }

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        arrows.put("ledger-model", Set.of());
        arrows.put("vector-checksum", Set.of("ledger-model"));
        arrows.put("ledger-tck", Set.of("ledger-model"));
        arrows.put("native-client", Set.of("ledger-model", "vector-checksum"));
        arrows.put("embedded-ledger", Set.of("ledger-model", "vector-checksum"));
        arrows.put("ledger-actors", Set.of("ledger-model", "native-client", "embedded-ledger"));
        arrows.put("ledger-streams", Set.of("ledger-model", "native-client", "embedded-ledger", "ledger-actors"));
        Set<String> published =
                Set.of("ledger-model", "native-client", "embedded-ledger", "ledger-actors", "ledger-streams");
        Set<String> tested = new TreeSet<>(published);
        tested.add("ledger-tck");
        arrows.put("ledger-testkit", tested);
        arrows.put("ledger-cli", published);
        Set<String> shown = new TreeSet<>(published);
        shown.add("ledger-cli");
        arrows.put("examples", shown);
        Set<String> measured = new TreeSet<>(published);
        measured.add("ledger-tck");
        measured.add("ledger-testkit");
        arrows.put("benchmarks", measured);
        return arrows;
    }

    private static Map<String, List<String>> roots() {
        Map<String, List<String>> roots = new LinkedHashMap<>();
        roots.put(
                "ledger-model",
                List.of(
                        "io.ledgeractors.model",
                        "io.ledgeractors.wire",
                        "io.ledgeractors.session",
                        "io.ledgeractors.port"));
        roots.put("vector-checksum", List.of("io.ledgeractors.vector"));
        roots.put("ledger-tck", List.of("io.ledgeractors.tck"));
        roots.put("native-client", List.of("io.ledgeractors.client"));
        roots.put("embedded-ledger", List.of("io.ledgeractors.embedded"));
        roots.put("ledger-actors", List.of("io.ledgeractors.actors"));
        roots.put("ledger-streams", List.of("io.ledgeractors.streams"));
        roots.put("ledger-testkit", List.of("io.ledgeractors.testkit"));
        roots.put("ledger-cli", List.of("io.ledgeractors.cli"));
        roots.put("examples", List.of("io.ledgeractors.examples"));
        roots.put("benchmarks", List.of("io.ledgeractors.benchmarks"));
        return roots;
    }
}
