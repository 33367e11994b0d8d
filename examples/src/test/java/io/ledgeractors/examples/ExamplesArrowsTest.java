package io.ledgeractors.examples;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks that the arrows between the packages of this module point one way. */
class ExamplesArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ledgeractors.examples");

    @Test
    void shouldPointFromExamplesToWhatTheyShare() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("commands")
                .definedBy("io.ledgeractors.examples")
                .layer("demo")
                .definedBy("io.ledgeractors.examples.demo..")
                .layer("orders")
                .definedBy("io.ledgeractors.examples.orders")
                .layer("plan")
                .definedBy("io.ledgeractors.examples.orders.plan..")
                .layer("payments")
                .definedBy("io.ledgeractors.examples.payments")
                .layer("shop")
                .definedBy("io.ledgeractors.examples.payments.shop..")
                .layer("cluster")
                .definedBy("io.ledgeractors.examples.cluster..")
                .layer("users")
                .definedBy("io.ledgeractors.examples.users..")
                .layer("embedding")
                .definedBy("io.ledgeractors.examples.embedding..")
                .layer("shared")
                .definedBy("io.ledgeractors.examples.shared..")
                .whereLayer("commands")
                .mayOnlyAccessLayers("cluster", "demo", "orders", "payments", "users")
                .whereLayer("demo")
                .mayOnlyAccessLayers("orders", "plan")
                .whereLayer("orders")
                .mayOnlyAccessLayers("plan", "shared")
                .whereLayer("plan")
                .mayOnlyAccessLayers("shared")
                .whereLayer("payments")
                .mayOnlyAccessLayers("shop", "shared")
                .whereLayer("cluster")
                .mayOnlyAccessLayers("shop", "shared")
                .whereLayer("shop")
                .mayOnlyAccessLayers("shared")
                .whereLayer("users")
                .mayOnlyAccessLayers("shared")
                .whereLayer("embedding")
                .mayNotAccessAnyLayer()
                .whereLayer("shared")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }
}
