package io.ledgeractors.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.annotation.InternalApi;
import org.junit.jupiter.api.Test;

/** Tests the arrows between the packages of this module, and the border of its public API. */
class StreamsArchitectureTest {
    private static final String ROOT = "io.ledgeractors.streams";
    private static final String INTERNAL = ROOT + ".internal";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void shouldLetArrowsPointOneWay() {
        mayUse(ROOT);
        mayUse(INTERNAL + ".gate", ROOT);
        mayUse(INTERNAL + ".batch", ROOT, INTERNAL + ".gate");
        mayUse(INTERNAL + ".element", ROOT, INTERNAL + ".batch", INTERNAL + ".gate");
        mayUse(INTERNAL + ".page", ROOT, INTERNAL + ".gate");
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    private static void mayUse(String from, String... others) {
        Set<String> allowed = new TreeSet<>(Set.of(others));
        allowed.add(from);
        classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are outside this module or in " + allowed,
                        used -> !used.getPackageName().startsWith(ROOT) || allowed.contains(used.getPackageName())))
                .check(CLASSES);
    }

    @Test
    void shouldNameNoInternalTypeInAPublicSignature() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass javaClass : CLASSES) {
            if (!isPublicApi(javaClass)) {
                continue;
            }
            javaClass.getCodeUnits().stream()
                    .filter(unit -> isOpen(unit.getModifiers()))
                    .filter(StreamsArchitectureTest::namesInternalType)
                    .forEach(unit -> wrong.add(unit.getFullName()));
            javaClass.getFields().stream()
                    .filter(field -> isOpen(field.getModifiers()) && isInternal(field.getRawType()))
                    .forEach(field -> wrong.add(field.getFullName()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldMarkPublicInternalTypes() {
        classes()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(InternalApi.class)
                .check(CLASSES);
        methods()
                .that()
                .areDeclaredIn(LedgerBatch.class)
                .and()
                .haveNameMatching("lend|giveBack|copyResults")
                .should()
                .beAnnotatedWith(InternalApi.class)
                .check(CLASSES);
    }

    private static boolean isPublicApi(JavaClass javaClass) {
        return !isInternal(javaClass) && javaClass.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isInternal(JavaClass javaClass) {
        return javaClass.getBaseComponentType().getPackageName().startsWith(INTERNAL);
    }

    private static boolean namesInternalType(JavaCodeUnit unit) {
        return unit.getAllInvolvedRawTypes().stream().anyMatch(StreamsArchitectureTest::isInternal);
    }
}
