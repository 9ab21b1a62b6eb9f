package io.customerreport.count;

import io.customerreport.source.block.InputNotice;

/** The first notices of the input, by kind and in the order of names; there may be more. */
public final class InputNotices extends FirstInOrder<InputNotice> {

    /** The accumulator's name. */
    public static final String NAME = "first_input_notices";

    private static final long serialVersionUID = 1;

    @Override
    public InputNotices clone() {
        InputNotices copy = new InputNotices();
        copy.merge(this);
        return copy;
    }
}
