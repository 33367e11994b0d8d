package io.ledgeractors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Runs a kit in a class loader that has no JUnit. */
class WithoutJUnitTest {
    private static URL[] classPathWithoutJUnit() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(junit|surefire|opentest4j|apiguardian).*"))
                .map(WithoutJUnitTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(entry, impossible);
        }
    }

    @Test
    void shouldWorkWithoutJUnitOnTheClassPath() throws Exception {
        Thread test = Thread.currentThread();
        ClassLoader before = test.getContextClassLoader();
        // It stays open, because the system of the kit stays.
        URLClassLoader loader = new URLClassLoader(classPathWithoutJUnit(), ClassLoader.getPlatformClassLoader());
        try {
            assertThatThrownBy(() -> loader.loadClass("org.junit.jupiter.api.Test"))
                    .isInstanceOf(ClassNotFoundException.class);
            test.setContextClassLoader(loader);
            Object name = loader.loadClass("io.ledgeractors.testkit.WithoutJUnit")
                    .getMethod("run")
                    .invoke(null);
            assertThat(name).isEqualTo("ledger-testkit");
        } finally {
            test.setContextClassLoader(before);
        }
    }
}
