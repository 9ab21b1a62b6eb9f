/** Why a run could not use most of its lines, told from a few of them, and what to do about it. */
@NullMarked
package io.customerreport.cli.diagnosis;

import org.jspecify.annotations.NullMarked;
