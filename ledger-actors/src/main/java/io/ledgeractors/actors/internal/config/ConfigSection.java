package io.ledgeractors.actors.internal.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. A section of the configuration. If a value has the wrong type, the error names the whole key, the
 * values that are allowed and the present one. Errors of the configuration library name only the last part of a key.
 * Immutable.
 */
@InternalApi
public final class ConfigSection {
    private static final String OFF = "off";

    private final String path;
    private final Config config;

    /**
     * Creates a section.
     *
     * @param path path of the section in the whole configuration, for messages
     * @param config the section itself
     */
    public ConfigSection(String path, Config config) {
        this.path = path;
        this.config = config;
    }

    /**
     * Returns a text.
     *
     * @param what the allowed values, for messages, such as "a directory"
     * @throws IllegalArgumentException if it is missing or no text
     */
    public String text(String key, String what) {
        return read(key, what, config::getString);
    }

    /**
     * Returns a truth value.
     *
     * @throws IllegalArgumentException if it is missing or neither on nor off
     */
    public boolean flag(String key) {
        return read(key, "on or off", config::getBoolean);
    }

    /**
     * Returns a whole number.
     *
     * @param what the allowed values, for messages, such as "1 to 1024"
     * @throws IllegalArgumentException if it is missing or no whole number of 32 bits
     */
    public int number(String key, String what) {
        return read(key, what, config::getInt);
    }

    /**
     * Returns a number of bytes, which may have a unit.
     *
     * @param what the allowed values, for messages, such as "at least 16 MiB"
     * @throws IllegalArgumentException if it is missing, negative or no number of bytes
     */
    public long bytes(String key, String what) {
        return read(key, what, config::getBytes);
    }

    /**
     * Returns a time with a unit.
     *
     * @param what the allowed values, for messages, such as "0 to 1 s"
     * @throws IllegalArgumentException if it is missing or no time
     */
    public Duration time(String key, String what) {
        return read(key, what, config::getDuration);
    }

    /** Returns true if the value is the word {@code off}. */
    public boolean isOff(String key) {
        return isWord(key, OFF);
    }

    /** Returns true if the value is this word. */
    public boolean isWord(String key, String word) {
        return read(key, "a value", config::getString).equals(word);
    }

    /** Returns the section of a key. */
    public ConfigSection section(String key) {
        return new ConfigSection(path + "." + key, read(key, "a section", config::getConfig));
    }

    /**
     * Returns a list of texts. A number counts as the text that writes it.
     *
     * @param what the allowed values, for messages, such as "a list of roles"
     * @throws IllegalArgumentException if it is missing or no list of texts
     */
    public List<String> texts(String key, String what) {
        return read(key, what, config::getStringList);
    }

    /**
     * Returns a list of sections. The path of each ends with its place in the list, such as {@code limits[0]}.
     *
     * @param what the allowed values, for messages, such as "a list of sections"
     * @throws IllegalArgumentException if it is missing or no list of sections
     */
    public List<ConfigSection> sections(String key, String what) {
        List<ConfigSection> sections = new ArrayList<>();
        for (Config element : read(key, what, config::getConfigList)) {
            sections.add(new ConfigSection(path + "." + key + "[" + sections.size() + "]", element));
        }
        return sections;
    }

    /** Returns the path of the section in the whole configuration. */
    public String path() {
        return path;
    }

    /** Returns the keys of the section in alphabetical order, without those of the sections in it. */
    public Set<String> keys() {
        return new TreeSet<>(config.root().keySet());
    }

    /** Returns true if the section has the key, whatever its value is. */
    public boolean has(String key) {
        return config.root().containsKey(key);
    }

    /**
     * Returns the error of a value that has the right type but is not allowed.
     *
     * @param what the allowed values, such as "1 to 1024"
     */
    public IllegalArgumentException wrong(String key, String what) {
        return new IllegalArgumentException(message(key, what));
    }

    private <T> T read(String key, String what, Function<String, T> getter) {
        try {
            return getter.apply(key);
        } catch (ConfigException wrong) {
            throw new IllegalArgumentException(message(key, what), wrong);
        }
    }

    private String message(String key, String what) {
        return path + "." + key + " must be " + what + ", but is " + shown(key);
    }

    private String shown(String key) {
        return config.hasPath(key) ? config.getValue(key).render(ConfigRenderOptions.concise()) : "missing";
    }
}
