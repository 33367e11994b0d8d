package docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the Java code on a page of {@code docs} with the code between two marks of its tests. Stateless. */
public final class PageCode {
    private static final Path PAGES = Path.of("../docs");
    private static final Path TESTS = Path.of("src/test/java/docs");

    private PageCode() {}

    /** Returns the blocks of Java code on a page, in its order. */
    public static List<String> shown(String page) throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher code =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGES.resolve(page)));
        while (code.find()) {
            shown.add(code.group(1).strip());
        }
        return shown;
    }

    /** Returns the code between two marks, such as {@code // #ask}, of a test below this package, in its order. */
    public static List<String> compiled(String test) throws IOException {
        List<String> compiled = new ArrayList<>();
        Matcher blocks = Pattern.compile("( *)// #([a-z-]+)\n(.*?) *// #\\2\n", Pattern.DOTALL)
                .matcher(Files.readString(TESTS.resolve(test)));
        while (blocks.find()) {
            compiled.add(blocks.group(3).replace("\n" + blocks.group(1), "\n").strip());
        }
        return compiled;
    }
}
