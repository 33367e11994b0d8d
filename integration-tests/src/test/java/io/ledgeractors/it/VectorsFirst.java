package io.ledgeractors.it;

import io.ledgeractors.it.vectors.VectorsIT;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Runs the vectors first on an outside server, because some of them need an empty one. JUnit loads this class. */
public final class VectorsFirst implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        if (ServerUnderTest.isOutside()) {
            context.getClassDescriptors().sort(Comparator.comparing(VectorsFirst::isLater));
        }
    }

    private static boolean isLater(ClassDescriptor type) {
        return type.getTestClass() != VectorsIT.class;
    }
}
