package io.ledgeractors.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives a {@link LedgerTest} its kit, which ends with the test. */
final class LedgerTestParameter implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(LedgerTestParameter.class);

    LedgerTestParameter() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LedgerTestKit.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(LedgerTestKit.class, missing -> open(context), LedgerTestKit.class);
    }

    private static LedgerTestKit open(ExtensionContext context) {
        boolean isClustered = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), LedgerTest.class)
                .map(LedgerTest::cluster)
                .orElse(false);
        LedgerTestKitSettings settings = LedgerTestKitSettings.create();
        return LedgerTestKit.create(isClustered ? settings.withCluster() : settings);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LedgerTestKit kit = store(context).remove(LedgerTestKit.class, LedgerTestKit.class);
        if (kit != null) {
            kit.close();
        }
    }

    // The context of the test itself, also if a method around it asks first.
    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
