package io.ledgeractors.it.vortex;

import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.wire.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A driver in a process of its own, and the side of Vortex. */
final class VortexProcess implements AutoCloseable {
    private static final long ENDS_WITHIN_SECONDS = 60;
    private static final int NEW_FLAGS_SINCE = 24;

    private final Process process;
    private final Path errors;

    private VortexProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts a driver of that kind, whose stderr goes to the file {@code errors}. */
    static VortexProcess start(String kind, ServerUnderTest server, Path errors) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= NEW_FLAGS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        String addresses = server.addresses().stream().map(Object::toString).collect(Collectors.joining(","));
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), VortexDriver.class.getName()));
        command.addAll(List.of(kind, server.cluster().toString(), addresses));
        return new VortexProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Sends a request and returns the results of its reply, of which each has that many bytes. */
    ByteBuffer ask(int operation, int count, ByteBuffer events, int resultSize) throws IOException {
        ByteBuffer request = Bytes.allocate(VortexFrames.REQUEST_HEADER + events.limit());
        request.put(0, (byte) operation).putInt(1, count).put(VortexFrames.REQUEST_HEADER, events, 0, events.limit());
        send(request.array());
        return read(read(VortexFrames.REPLY_HEADER).getInt(0) * resultSize);
    }

    /** Sends bytes. */
    void send(byte[] bytes) throws IOException {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
    }

    /** Ends the input of the driver, and returns the exit code and what it has printed after the last reply. */
    End end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return awaitEnd();
    }

    /** Sends SIGTERM as Vortex does, and returns the end. */
    End terminate() throws IOException, InterruptedException {
        // Unlike Process.destroy, this leaves the streams open.
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Waits for the end of the process. */
    End awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no end after " + ENDS_WITHIN_SECONDS + " s; " + Files.readString(errors));
        }
        int rest = process.getInputStream().readAllBytes().length;
        return new End(process.exitValue(), rest, Files.readString(errors));
    }

    private ByteBuffer read(int size) throws IOException {
        byte[] bytes = process.getInputStream().readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the driver ended within a reply; it said: " + Files.readString(errors));
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /**
     * How a driver ended.
     *
     * @param code the exit code
     * @param unreadBytes bytes on stdout after the last reply
     * @param errors all of stderr
     */
    record End(int code, int unreadBytes, String errors) {}
}
