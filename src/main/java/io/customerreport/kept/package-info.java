/** What a run knows at its end, kept in files from which a later run starts. */
@NullMarked
package io.customerreport.kept;

import org.jspecify.annotations.NullMarked;
