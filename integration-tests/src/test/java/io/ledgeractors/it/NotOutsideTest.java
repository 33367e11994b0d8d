package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that each test either asks the outside server, or is listed with the reason why it does not. */
class NotOutsideTest {
    private static final List<JavaClass> TESTS = new ClassFileImporter()
            .importPackages("io.ledgeractors.it").stream()
                    .filter(type -> type.getSimpleName().endsWith("IT"))
                    .toList();

    @Test
    void shouldNameEveryClassThatDoesNotAskTheServerOutside() {
        Set<String> own = TESTS.stream()
                .filter(type -> !asksServerUnderTest(type))
                .map(JavaClass::getSimpleName)
                .filter(name -> NotOutside.all().keySet().stream().noneMatch(key -> key.startsWith(name)))
                .collect(Collectors.toSet());
        assertThat(own).as("neither outside nor in NotOutside").isEmpty();
    }

    @Test
    void shouldNameOnlyTestsThatThereAre() {
        Set<String> there = TESTS.stream()
                .flatMap(type -> Stream.concat(
                        Stream.of(type.getSimpleName()),
                        type.getMethods().stream().map(method -> type.getSimpleName() + "." + method.getName())))
                .collect(Collectors.toSet());
        assertThat(there).containsAll(NotOutside.all().keySet());
    }

    private static boolean asksServerUnderTest(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(ServerUnderTest.class));
    }
}
