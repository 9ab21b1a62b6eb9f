/** Events put together customer by customer before the shuffle, so that less of it is needed. */
package io.customerreport.combine;
