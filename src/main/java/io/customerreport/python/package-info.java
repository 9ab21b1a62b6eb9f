/** What Python 3.11 does with text and numbers where Java does something else. */
package io.customerreport.python;
