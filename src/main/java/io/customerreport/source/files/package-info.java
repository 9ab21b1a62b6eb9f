/** Which files the user meant, and what each is known by. */
package io.customerreport.source.files;
