package io.ledgeractors.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test with a ledger of its own, which it gets as a parameter of type {@link LedgerTestKit}:
 *
 * <pre>{@code
 * @LedgerTest
 * void shouldPay(LedgerTestKit kit) {
 *     kit.accounts(1, 2);
 * }
 * }</pre>
 *
 * <p>For other settings register a field, see {@link LedgerTestKit#inMemory(LedgerTestKitSettings)}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@ExtendWith(LedgerTestParameter.class)
public @interface LedgerTest {
    /** True if the actor system is a cluster of one node; see {@link LedgerTestKitSettings#withCluster()}. */
    boolean cluster() default false;
}
