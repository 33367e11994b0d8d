package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.disk.MemoryDisk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages to the files of a log, each with a description for people. */
final class LogDamages {
    /** A change to the files of a disk. */
    interface Change {
        void on(MemoryDisk disk);
    }

    /** A damage and its description. */
    record Damage(String words, Change change) {}

    private record Place(String file, int offset, int size, long sequence) {}

    private final LogHistory history;

    LogDamages(LogHistory history) {
        this.history = history;
    }

    /**
     * Returns damages to whole files: cut at every page and some other lengths, removed, renamed, replaced by older
     * copies.
     */
    List<Damage> ofFiles() {
        List<Damage> damages = new ArrayList<>();
        for (String file : history.disk().names()) {
            int size = history.disk().kill().bytes(file).length;
            for (int length : lengths(size)) {
                damages.add(cut(file, length));
            }
            damages.add(new Damage(file + " removed", disk -> disk.remove(file)));
            damages.add(removedFrom(file));
            damages.add(renamed(file, file + ".new"));
            damages.add(renamed(file, file + ".bak"));
            for (int copy = 0; copy < history.older().size(); copy++) {
                damages.add(older(file, copy));
            }
        }
        return damages;
    }

    /** Returns damages to the newest blocks: the newest 1 to so many zeroed, and one bit flipped in each. */
    List<Damage> ofNewestBlocks(int most, Random random) {
        List<Damage> damages = new ArrayList<>();
        List<Place> blocks = blocks();
        for (int count = 1; count <= Math.min(most, blocks.size()); count++) {
            damages.add(zeroed(blocks.subList(blocks.size() - count, blocks.size())));
            damages.add(flipped(blocks.get(blocks.size() - count), random));
        }
        return damages;
    }

    /** Returns no damage at all. */
    static Damage none() {
        return new Damage("nothing is damaged", disk -> {});
    }

    /** Returns one of these or of some further damages. */
    Damage any(Random random, boolean withOlderCopies) {
        MemoryDisk whole = history.disk().kill();
        // The next file of the log can be empty while it is being made.
        List<String> files = whole.names().stream()
                .filter(name -> whole.bytes(name).length > 0)
                .toList();
        String file = files.get(random.nextInt(files.size()));
        int size = whole.bytes(file).length;
        List<Place> blocks = blocks();
        return switch (random.nextInt(withOlderCopies && !history.older().isEmpty() ? 10 : 9)) {
            case 0 -> cut(file, random.nextInt(size));
            case 1 -> new Damage(file + " removed", disk -> disk.remove(file));
            case 2 -> renamed(file, file + (random.nextBoolean() ? ".new" : ".bak"));
            case 3 ->
                zeroed(blocks.subList(blocks.size() - 1 - random.nextInt(Math.min(50, blocks.size())), blocks.size()));
            case 4, 5 -> flipped(blocks.get(blocks.size() - 1 - random.nextInt(Math.min(50, blocks.size()))), random);
            case 6 -> flipped(new Place(file, 0, size, 0), random);
            case 7 -> flipped(new Place(file, 0, Math.min(size, LogFormat.FIRST_BLOCK), 0), random);
            case 8 -> swapped(file, files.get(random.nextInt(files.size())));
            default -> older(file, random.nextInt(history.older().size()));
        };
    }

    private List<Integer> lengths(int size) {
        List<Integer> lengths = new ArrayList<>(List.of(0, 1, 100, 4095, 4100));
        for (int length = LogFormat.PAGE; length < size; length += LogFormat.PAGE) {
            lengths.add(length);
        }
        lengths.removeIf(length -> length >= size);
        return lengths;
    }

    private static Damage cut(String file, int length) {
        return new Damage(
                file + " cut to " + length + " bytes",
                disk -> disk.bytes(file, Arrays.copyOf(disk.bytes(file), length)));
    }

    private static Damage removedFrom(String file) {
        return new Damage(
                file + " and all files behind it removed",
                disk -> disk.names().stream()
                        .filter(name -> LogFormat.isName(name) && name.compareTo(file) >= 0)
                        .forEach(disk::remove));
    }

    private static Damage renamed(String file, String other) {
        return new Damage(file + " renamed to " + other, disk -> {
            disk.bytes(other, disk.bytes(file).clone());
            disk.remove(file);
        });
    }

    private static Damage swapped(String file, String other) {
        return new Damage(file + " and " + other + " swapped", disk -> {
            byte[] bytes = disk.bytes(file).clone();
            disk.bytes(file, disk.bytes(other).clone());
            disk.bytes(other, bytes);
        });
    }

    private Damage older(String file, int copy) {
        MemoryDisk older = history.older().get(copy);
        return new Damage(file + " replaced by older copy " + copy, disk -> {
            if (older.names().contains(file)) {
                disk.bytes(file, older.kill().bytes(file).clone());
            } else {
                disk.remove(file);
            }
        });
    }

    private static Damage zeroed(List<Place> places) {
        return new Damage(
                "zeroed: " + places,
                disk -> places.forEach(place -> Arrays.fill(
                        disk.bytes(place.file()), place.offset(), place.offset() + place.size(), (byte) 0)));
    }

    private static Damage flipped(Place place, Random random) {
        int at = place.offset() + random.nextInt(place.size());
        int bit = 1 << random.nextInt(8);
        return new Damage(
                place.file() + ": bit " + bit + " flipped at " + at + ", in " + place,
                disk -> disk.bytes(place.file())[at] ^= (byte) bit);
    }

    // Returns the whole blocks in order.
    private List<Place> blocks() {
        List<Place> places = new ArrayList<>();
        MemoryDisk disk = history.disk().kill();
        for (String file : disk.names()) {
            if (LogFormat.isName(file)) {
                ByteBuffer bytes = ByteBuffer.wrap(disk.bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                UInt128 logId = LogFormat.readSegment(bytes).logId();
                int at = LogFormat.FIRST_BLOCK;
                while (at < bytes.capacity() && LogFormat.isBlock(bytes, at, logId)) {
                    LogFormat.Block block = LogFormat.readBlock(bytes, at);
                    places.add(new Place(file, at, block.size(), block.sequence()));
                    at += block.size();
                }
            }
        }
        return places;
    }
}
