/** Events put together customer by customer before the shuffle, so that less of it is needed. */
@NullMarked
package io.customerreport.combine;

import org.jspecify.annotations.NullMarked;
