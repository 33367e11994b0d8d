package io.ledgeractors.interleavings;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A piece of a test of jcstress, to be called as code calls it. The model checker looks into such calls, but not into
 * those of reflection.
 */
interface Part {
    /** Runs an actor or an arbiter. */
    void run(Object state, Object result);

    /** Returns the call of a method that may take the result. */
    @SuppressWarnings("unchecked")
    static Part of(Method method) {
        Class<?> type = method.getDeclaringClass();
        MethodHandle handle = handle(() -> MethodHandles.lookup().unreflect(method));
        if (method.getParameterCount() == 0) {
            Consumer<Object> alone = (Consumer<Object>) implement(
                    Consumer.class,
                    "accept",
                    MethodType.methodType(void.class, Object.class),
                    handle,
                    MethodType.methodType(void.class, type));
            return (state, result) -> alone.accept(state);
        }
        BiConsumer<Object, Object> both = (BiConsumer<Object, Object>) implement(
                BiConsumer.class,
                "accept",
                MethodType.methodType(void.class, Object.class, Object.class),
                handle,
                MethodType.methodType(void.class, type, method.getParameterTypes()[0]));
        return both::accept;
    }

    /** Returns the call of the constructor without arguments. */
    @SuppressWarnings("unchecked")
    static Supplier<Object> creation(Class<?> type) {
        MethodHandle handle =
                handle(() -> MethodHandles.lookup().findConstructor(type, MethodType.methodType(void.class)));
        return (Supplier<Object>) implement(
                Supplier.class, "get", MethodType.methodType(Object.class), handle, MethodType.methodType(type));
    }

    private static Object implement(
            Class<?> face, String name, MethodType erased, MethodHandle handle, MethodType exact) {
        try {
            return LambdaMetafactory.metafactory(
                            MethodHandles.lookup(), name, MethodType.methodType(face), erased, handle, exact)
                    .getTarget()
                    .invoke();
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MethodHandle handle(Finding finding) {
        try {
            return finding.find();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Finds a method or a constructor. */
    interface Finding {
        MethodHandle find() throws ReflectiveOperationException;
    }
}
