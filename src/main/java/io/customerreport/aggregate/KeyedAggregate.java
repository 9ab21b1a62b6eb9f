package io.customerreport.aggregate;

/**
 * A customer and what is known of them: a part on the way to the keyed operator, or all there is on
 * the way to the output.
 *
 * @param customer the key
 * @param aggregate the part or the whole; whoever receives the record may change it
 */
public record KeyedAggregate(CustomerId customer, CustomerAggregate aggregate) {}
