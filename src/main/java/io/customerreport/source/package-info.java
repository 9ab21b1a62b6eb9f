/**
 * From files to blocks of whole lines: which files the user meant, how they are cut into byte
 * ranges, and how a range is read.
 */
package io.customerreport.source;
