package io.ledgeractors.tck;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The public int constants of a class by their names in small letters. */
final class Constants {
    private Constants() {}

    static Map<String, Integer> of(Class<?> owner, String... without) {
        Map<String, Integer> constants = new LinkedHashMap<>();
        for (Field field : owner.getDeclaredFields()) {
            boolean constant = Modifier.isPublic(field.getModifiers()) && Modifier.isStatic(field.getModifiers());
            if (constant && field.getType() == int.class && !List.of(without).contains(field.getName())) {
                constants.put(field.getName().toLowerCase(Locale.ROOT), value(field));
            }
        }
        return constants;
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
