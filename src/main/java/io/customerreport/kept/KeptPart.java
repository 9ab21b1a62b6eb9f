package io.customerreport.kept;

import java.io.Serializable;

/**
 * A part of a kept state, as the manifest names it.
 *
 * @param name of its file in the state's folder
 * @param bytes the file's size
 * @param customers how many it holds
 * @param sha256 of its bytes up to the trailer, in hexadecimal digits
 */
record KeptPart(String name, long bytes, long customers, String sha256) implements Serializable {}
