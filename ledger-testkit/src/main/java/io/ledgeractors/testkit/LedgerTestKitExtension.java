package io.ledgeractors.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A kit in a field of a test class, which JUnit 5 opens and closes; see {@link LedgerTestKit#inMemory()}. Tests that
 * run in parallel and share a static field share its ledger, or have one each with {@link #freshPerTest()}. A fault
 * that still waits for its ask ends with the test that named it.
 */
public final class LedgerTestKitExtension extends LedgerTestKit
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private final LedgerTestKitSettings settings;
    private final boolean isFreshPerTest;
    // JUnit calls a test and what surrounds it on one thread.
    private final ThreadLocal<@Nullable KitCore> ofThread = new ThreadLocal<>();
    // The monitor of this object guards these fields.
    private final List<KitCore> ofTests = new ArrayList<>();
    private @Nullable KitCore ofClass;
    private int classes;

    LedgerTestKitExtension(LedgerTestKitSettings settings, boolean isFreshPerTest) {
        this.settings = settings;
        this.isFreshPerTest = isFreshPerTest;
    }

    /** Returns a kit for a static field that opens a ledger for each test. */
    public LedgerTestKitExtension freshPerTest() {
        return new LedgerTestKitExtension(settings, true);
    }

    // Called for the class of the field and for each class that is nested in it.
    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        if (!isFreshPerTest && classes++ == 0) {
            ofClass = KitCore.open(settings);
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        KitCore open = ofClass;
        if (!isFreshPerTest && --classes == 0 && open != null) {
            ofClass = null;
            open.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!hasLedgerOfClass()) {
            KitCore opened = KitCore.open(settings);
            ofThread.set(opened);
            add(opened);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        KitCore open = ofThread.get();
        if (open != null) {
            ofThread.remove();
            remove(open);
            open.close();
        } else if (hasLedgerOfClass()) {
            shared().endFaultsOfThread();
        }
    }

    private synchronized boolean hasLedgerOfClass() {
        return ofClass != null;
    }

    private synchronized void add(KitCore opened) {
        ofTests.add(opened);
    }

    private synchronized void remove(KitCore closed) {
        ofTests.remove(closed);
    }

    @Override
    KitCore core() {
        KitCore own = ofThread.get();
        return own == null ? shared() : own;
    }

    private synchronized KitCore shared() {
        if (ofClass != null) {
            return ofClass;
        }
        if (ofTests.size() == 1) {
            return ofTests.get(0);
        }
        throw new IllegalStateException(
                ofTests.isEmpty()
                        ? "the kit is not open; register its field with @RegisterExtension, and use it in tests only"
                        : ofTests.size() + " tests use this kit now, and this thread is that of none; take what you"
                                + " need from the kit on the thread of the test");
    }

    /** Does nothing, because JUnit closes the kit. */
    @Override
    public void close() {}
}
