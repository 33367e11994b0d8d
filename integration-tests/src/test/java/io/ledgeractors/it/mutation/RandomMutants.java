package io.ledgeractors.it.mutation;

import io.ledgeractors.it.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.pitest.classinfo.ClassName;
import org.pitest.classpath.ClassloaderByteArraySource;
import org.pitest.mutationtest.EngineArguments;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.config.GregorEngineFactory;

/**
 * Draws bugs from all that pitest can make of the rules of a session, the state of the ledger, its log, and batching:
 * as many from each.
 */
final class RandomMutants {
    private static final String ROOT = "io/ledgeractors/";
    private static final String CLASS = ".class";

    // More than pitest does by default: conditions are also taken for true or false.
    private static final String MUTATORS = "STRONGER";

    /**
     * A part of the toolkit.
     *
     * @param name of the part
     * @param module of its classes
     * @param path of its packages, which also has most of its tests
     * @param more classes of tests elsewhere in the module, that know the part
     */
    private record Part(String name, String module, String path, List<String> more) {}

    private static final List<Part> PARTS = List.of(
            new Part("session", "native-client", ROOT + "client/internal/session", List.of()),
            new Part(
                    "state",
                    "embedded-ledger",
                    ROOT + "embedded/state",
                    List.of("io.ledgeractors.embedded.NaiveComparisonTest", "io.ledgeractors.embedded.ExpireTest")),
            new Part(
                    "journal",
                    "embedded-ledger",
                    ROOT + "embedded/journal",
                    List.of("io.ledgeractors.embedded.TailLossTest", "io.ledgeractors.embedded.RecoveryIT")),
            new Part(
                    "batching",
                    "ledger-actors",
                    ROOT + "actors/internal/batching",
                    List.of(
                            "io.ledgeractors.actors.recovery.RequestRecoveryTableTest",
                            "io.ledgeractors.actors.recovery.RequestRecoveryRandomTest",
                            "io.ledgeractors.actors.LedgerBatcherTest")));

    private RandomMutants() {}

    /** Returns so many bugs; the same seed and the same classes give the same ones. */
    static List<RandomMutant> draw(long seed, int count) throws IOException {
        Random random = new Random(seed);
        Mutater mutater = new GregorEngineFactory()
                .createEngine(EngineArguments.arguments().withMutators(List.of(MUTATORS)))
                .createMutator(ClassloaderByteArraySource.fromContext());
        List<RandomMutant> drawn = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) {
            Part part = PARTS.get(i);
            List<MutationDetails> possible = possible(part, mutater);
            Collections.shuffle(possible, random);
            List<Bug.Finder> finders = finders(part);
            int share = (count + PARTS.size() - 1 - i) / PARTS.size();
            possible.stream()
                    .limit(share)
                    .map(details -> new RandomMutant(part.name(), details, mutater, finders))
                    .forEach(drawn::add);
        }
        return drawn;
    }

    private static List<MutationDetails> possible(Part part, Mutater mutater) throws IOException {
        List<MutationDetails> possible = new ArrayList<>();
        for (String name : classes(part.module(), "target/classes", part.path(), CLASS)) {
            mutater.findMutations(ClassName.fromString(name)).stream()
                    .filter(RandomMutants::isNoticeable)
                    .forEach(possible::add);
        }
        return possible;
    }

    // No promise is about lines of the log, texts for people, or memory that is read ahead.
    private static boolean isNoticeable(MutationDetails details) {
        return !details.getDescription().contains("org/slf4j")
                && !details.getMethod().equals("toString")
                && !details.getMethod().equals("prefetch")
                && !details.getMethod().equals("valueOf") // of enums, made by the compiler
                && !details.getClassName().asJavaName().endsWith("ReadAhead");
    }

    private static List<Bug.Finder> finders(Part part) throws IOException {
        List<Bug.Finder> finders = new ArrayList<>();
        for (String name : classes(part.module(), "target/test-classes", part.path(), "Test" + CLASS)) {
            if (!name.endsWith("CampaignTest") && !name.endsWith("ArchitectureTest")) {
                finders.add(new Bug.Finder(part.module(), name));
            }
        }
        part.more().forEach(name -> finders.add(new Bug.Finder(part.module(), name)));
        finders.add(MutantMaker.MONEY);
        return finders;
    }

    /** Returns the names of the classes below a path, in a fixed order. */
    private static List<String> classes(String module, String target, String path, String suffix) throws IOException {
        Path root = ProjectFiles.root().resolve(module).resolve(target);
        try (Stream<Path> files = Files.walk(root.resolve(path))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(suffix) && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }
}
