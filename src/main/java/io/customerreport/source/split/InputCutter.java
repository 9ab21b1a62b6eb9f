package io.customerreport.source.split;

import io.customerreport.source.files.FileNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts files into byte ranges, and puts short files together into splits.
 *
 * <p>Files on any file system are cut, local ones too; compressed files are one range, empty files
 * none. Hosts are not recorded: where a range is stored makes no difference to who reads it.
 *
 * <p>Each file costs a reader something to open, so that a split of short files is full when their
 * bytes and those costs together make a range. Towards the end of the input these splits get
 * shorter, so that all readers finish together.
 */
public final class InputCutter {

    /** What opening a file costs, in bytes that are read meanwhile. */
    static final long FILE_COST = 32 << 10;

    /** About how many times longer a compressed file's content is. */
    private static final long COMPRESSION = 8;

    /**
     * A split costs at least as much to read as 32 empty files, so that handing it out costs
     * little.
     */
    private static final SplitSizes FAIR = new SplitSizes(32 * FILE_COST, Long.MAX_VALUE);

    private final SplitSizes sizes;
    private final int readers;
    private final List<CombinedSplit> splits = new ArrayList<>();
    private final Bundle plain = new Bundle();
    private final Bundle compressed = new Bundle();

    /** The bytes of plain files that are not cut yet. */
    private long left;

    /** The cost of the files that are not in a split yet. */
    private long costLeft;

    /** Short files that are read together. */
    private final class Bundle {

        private final List<FileRange> ranges = new ArrayList<>();
        private long cost;

        void add(FileRange range, long rangeCost) {
            if (cost + rangeCost > limit()) {
                close();
            }
            ranges.add(range);
            cost += rangeCost;
        }

        private long limit() {
            return Math.min(sizes.next(left, readers), FAIR.next(costLeft, readers));
        }

        void close() {
            if (!ranges.isEmpty()) {
                splits.add(CombinedSplit.of(ranges));
                ranges.clear();
                costLeft -= cost;
                cost = 0;
            }
        }
    }

    private InputCutter(SplitSizes sizes, int readers) {
        this.sizes = sizes;
        this.readers = readers;
    }

    /** All of some files, see below. */
    public static List<CombinedSplit> cut(
            List<FileNode> files, long firstNumber, SplitSizes sizes, int readers)
            throws IOException {
        return cutUnread(files.stream().map(Unread::all).toList(), firstNumber, sizes, readers);
    }

    /**
     * @param files what is to be read of them, in the order of the input
     * @param firstNumber the number of the first of them; the others follow
     * @param readers how many will share the splits
     */
    public static List<CombinedSplit> cutUnread(
            List<Unread> files, long firstNumber, SplitSizes sizes, int readers)
            throws IOException {
        InputCutter cutter = new InputCutter(sizes, Math.max(1, readers));
        for (Unread unread : files) {
            cutter.left += unread.file().isCompressed() ? 0 : unread.bytes();
            cutter.costLeft += cost(unread);
        }
        for (int i = 0; i < files.size(); i++) {
            cutter.cut(files.get(i), firstNumber + i);
        }
        cutter.plain.close();
        cutter.compressed.close();
        return cutter.splits;
    }

    private static long cost(Unread unread) {
        return FILE_COST + unread.bytes() * (unread.file().isCompressed() ? COMPRESSION : 1);
    }

    private void cut(Unread unread, long number) throws IOException {
        FileNode file = unread.file();
        LinePosition.checkFileBytes(file.name(), file.bytes());
        if (unread.bytes() == 0) {
            return;
        }
        if (file.isCompressed()) {
            compressed.add(whole(unread, number), cost(unread));
        } else if (unread.bytes() <= sizes.next(left, readers)) {
            plain.add(whole(unread, number), cost(unread));
            left -= unread.bytes();
        } else {
            plain.close();
            cutLong(unread, number);
        }
    }

    private static FileRange whole(Unread unread, long number) {
        return new FileRange(number, 0, unread.file(), unread.from(), unread.bytes());
    }

    private void cutLong(Unread unread, long number) {
        FileNode file = unread.file();
        int index = 0;
        long length;
        for (long offset = unread.from(); offset < file.bytes(); offset += length) {
            length = Math.min(file.bytes() - offset, sizes.next(left, readers));
            left -= length;
            splits.add(
                    CombinedSplit.of(
                            List.of(new FileRange(number, index++, file, offset, length))));
        }
        costLeft -= cost(unread);
    }
}
