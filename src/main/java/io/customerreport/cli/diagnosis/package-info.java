/** Why a run could not use most of its lines, told from a few of them, and what to do about it. */
package io.customerreport.cli.diagnosis;
