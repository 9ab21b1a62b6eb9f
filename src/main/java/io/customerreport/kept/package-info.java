/** What a run knows at its end, kept in files from which a later run starts. */
package io.customerreport.kept;
