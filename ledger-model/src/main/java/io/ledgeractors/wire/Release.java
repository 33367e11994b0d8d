package io.ledgeractors.wire;

/**
 * A release of TigerBeetle as the wire states it: {@code major << 16 | minor << 8 | patch}.
 *
 * @param code the number in a header, unsigned
 */
public record Release(int code) implements Comparable<Release> {
    /** 0.17.0, which a client of the 0.17 API states, because every 0.17 server accepts it. */
    public static final Release CLIENT = of(0, 17, 0);

    /** 0.16.4, the oldest client release that 0.17 servers accept. */
    public static final Release CLIENT_MIN = of(0, 16, 4);

    /** 0.17.6, the first release in which {@code ping_client} carries the session. */
    public static final Release PING_WITH_SESSION = of(0, 17, 6);

    /** Returns the release with these numbers; minor and patch are 0 to 255. */
    public static Release of(int major, int minor, int patch) {
        if (major < 0 || major > 0xffff || (minor & ~0xff) != 0 || (patch & ~0xff) != 0) {
            throw new IllegalArgumentException("no release: " + major + "." + minor + "." + patch);
        }
        return new Release(major << 16 | minor << 8 | patch);
    }

    @Override
    public int compareTo(Release other) {
        return Integer.compareUnsigned(code, other.code);
    }

    @Override
    public String toString() {
        return (code >>> 16) + "." + (code >>> 8 & 0xff) + "." + (code & 0xff);
    }
}
