package io.customerreport.source.enumerate;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.FileSample;
import io.customerreport.source.files.InputContent;
import io.customerreport.source.files.InputListing;
import java.io.IOException;
import java.util.Optional;

/** Looks at the bytes of files. */
interface Sampler {

    Sampler OF_FILES =
            new Sampler() {
                @Override
                public FileNode sampled(FileNode file) {
                    return InputListing.sampledAsContent(file);
                }

                @Override
                public boolean isOf(FileSample sample, String path, long bytes) throws IOException {
                    return sample.isOf(path, bytes);
                }

                @Override
                public boolean isLineEnd(String path, long offset) throws IOException {
                    return FileSample.isLineEnd(path, offset);
                }

                @Override
                public Optional<String> misnamed(FileNode file) {
                    return InputContent.misnamed(file);
                }
            };

    /** As {@link InputListing#sampledAsContent}. */
    FileNode sampled(FileNode file);

    /** As {@link FileSample#isOf}. */
    boolean isOf(FileSample sample, String path, long bytes) throws IOException;

    /** As {@link FileSample#isLineEnd}. */
    boolean isLineEnd(String path, long offset) throws IOException;

    /** As {@link InputContent#misnamed}. */
    Optional<String> misnamed(FileNode file);
}
