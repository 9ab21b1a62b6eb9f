package io.customerreport.count;

import io.customerreport.source.block.Damage;

/** The first damaged files in the order of their names; there may be more. */
public final class DamagedFiles extends FirstInOrder<Damage> {

    /** The accumulator's name. */
    public static final String NAME = "first_corrupt_files";

    private static final long serialVersionUID = 1;

    @Override
    public DamagedFiles clone() {
        DamagedFiles copy = new DamagedFiles();
        copy.merge(this);
        return copy;
    }
}
