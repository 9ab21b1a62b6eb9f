/** Which files the user meant, and what each is known by. */
@NullMarked
package io.customerreport.source.files;

import org.jspecify.annotations.NullMarked;
