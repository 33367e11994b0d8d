package io.ledgeractors.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import io.ledgeractors.it.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the public surface from changing by accident. The public types of each module are listed in {@code
 * src/test/resources/surface/MODULE.txt}; a run with {@code -Dledger.surface.update=true} writes the lists anew.
 */
class PublicSurfaceTest {
    private static final Path LISTS = ProjectFiles.root().resolve("integration-tests/src/test/resources/surface");

    /** The modules that may use the packages {@code internal} of another module. */
    private static final Map<String, Set<String>> FRIENDS = Map.of(
            "ledger-actors", Set.of("ledger-streams", "ledger-testkit"), "native-client", Set.of("ledger-testkit"));

    @Test
    void shouldHaveThePublicTypesThatAreListed() throws Exception {
        Map<String, Set<String>> found = publicTypes();
        if (Boolean.getBoolean("ledger.surface.update")) {
            write(found);
        }
        for (Map.Entry<String, Set<String>> module : found.entrySet()) {
            Path list = LISTS.resolve(module.getKey() + ".txt");
            assertThat(list).exists();
            assertThat(module.getValue())
                    .as(
                            "public types of %s; if the change is meant, write the lists anew with"
                                    + " -Dledger.surface.update=true",
                            module.getKey())
                    .containsExactlyInAnyOrderElementsOf(Files.readAllLines(list));
        }
    }

    @Test
    void shouldKeepInternalPackagesToTheirModuleAndItsFriends() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass from : ReactorModules.CLASSES) {
            String module = ReactorModules.moduleOf(from).orElseThrow();
            from.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isInternal(dependency.getTargetClass()))
                    .forEach(dependency -> ReactorModules.moduleOf(dependency.getTargetClass())
                            .filter(owner -> !owner.equals(module)
                                    && !FRIENDS.getOrDefault(owner, Set.of()).contains(module))
                            .ifPresent(owner -> strangers.add(dependency.getDescription())));
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    void shouldNameNoInternalTypeInAPublicSignature() {
        Set<String> wrong = new TreeSet<>();
        ReactorModules.CLASSES.stream()
                .filter(type -> isVisible(type) && !isInternal(type))
                .forEach(type -> signatures(type)
                        .forEach((signature, named) -> named.stream()
                                .flatMap(one -> one.getAllInvolvedRawTypes().stream())
                                .filter(PublicSurfaceTest::isInternal)
                                .forEach(hidden -> wrong.add(signature + " names " + hidden.getName()))));
        assertThat(wrong).isEmpty();
    }

    private static Map<String, List<JavaType>> signatures(JavaClass type) {
        Map<String, List<JavaType>> signatures = new TreeMap<>();
        List<JavaType> supertypes = new ArrayList<>(type.getInterfaces());
        type.getSuperclass().ifPresent(supertypes::add);
        signatures.put(type.getName(), supertypes);
        for (JavaMember member : type.getMembers()) {
            if (member.getModifiers().contains(JavaModifier.SYNTHETIC) || !isVisible(member.getModifiers())) {
                continue;
            }
            List<JavaType> named = new ArrayList<>();
            if (member instanceof JavaField field) {
                named.add(field.getType());
            } else if (member instanceof JavaCodeUnit code) {
                named.add(code.getReturnType());
                named.addAll(code.getParameterTypes());
                code.getThrowsClause().forEach(thrown -> named.add(thrown.getRawType()));
            }
            signatures.put(member.getFullName(), named);
        }
        return signatures;
    }

    private static Map<String, Set<String>> publicTypes() {
        Map<String, Set<String>> types = new TreeMap<>();
        ReactorModules.CLASSES.stream()
                .filter(PublicSurfaceTest::isVisible)
                .forEach(type -> types.computeIfAbsent(
                                ReactorModules.moduleOf(type).orElseThrow(), module -> new TreeSet<>())
                        .add(type.getName()));
        return types;
    }

    private static void write(Map<String, Set<String>> types) throws Exception {
        Files.createDirectories(LISTS);
        try (Stream<Path> old = Files.list(LISTS)) {
            for (Path list : old.toList()) {
                Files.delete(list);
            }
        }
        for (Map.Entry<String, Set<String>> module : types.entrySet()) {
            Files.write(LISTS.resolve(module.getKey() + ".txt"), module.getValue());
        }
    }

    // A nested type is visible if the types around it are.
    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && type.getEnclosingClass().map(PublicSurfaceTest::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }
}
