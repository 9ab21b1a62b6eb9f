package io.customerreport.source;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.CombinedSplitSerializer;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.SplitPart;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A listing on its way to the cluster, compressed: it may be of a million files. */
final class ListedInput implements Serializable {

    private static final long serialVersionUID = 1;

    /** A split of all files, empty for none. */
    private final byte[] files;

    private final ArrayList<InputNotice> notices;

    private ListedInput(byte[] files, List<InputNotice> notices) {
        this.files = files;
        this.notices = new ArrayList<>(notices);
    }

    static ListedInput of(InputListing listing) {
        List<FileRange> ranges = new ArrayList<>();
        for (FileNode file : listing.files()) {
            ranges.add(FileRange.whole(ranges.size(), file));
        }
        try {
            byte[] files =
                    ranges.isEmpty()
                            ? new byte[0]
                            : new CombinedSplitSerializer().serialize(CombinedSplit.of(ranges));
            return new ListedInput(files, listing.notices());
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
    }

    InputListing listing() throws IOException {
        List<FileNode> nodes = new ArrayList<>();
        if (files.length > 0) {
            CombinedSplitSerializer serializer = new CombinedSplitSerializer();
            CombinedSplit all = serializer.deserialize(serializer.getVersion(), files);
            for (SplitPart part : all.parts()) {
                nodes.add(((FileRange) part).file());
            }
        }
        return new InputListing(nodes, notices);
    }
}
