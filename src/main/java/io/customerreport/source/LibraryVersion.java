package io.customerreport.source;

import java.io.Serializable;

/**
 * The version of the classes that a process runs. They are not always the client's: a cluster may
 * have them in its {@code lib/}.
 *
 * @param number as the manifest of the jar has it
 */
public record LibraryVersion(String number) implements Serializable {

    public static LibraryVersion here() {
        String number = LibraryVersion.class.getPackage().getImplementationVersion();
        return new LibraryVersion(number == null ? "from classes" : number);
    }

    /** Java would deserialize a job of another version, and fill what that lacks with nulls. */
    void requireHere() {
        LibraryVersion here = here();
        // Not by equals: what Java makes for that at run time would delay each start.
        if (!number.equals(here.number)) {
            throw new LibraryVersionException(this, here);
        }
    }
}
