package io.customerreport.aggregate;

/**
 * A customer and all that is known of them, on the way to the output.
 *
 * @param customer the key
 * @param aggregate whoever receives the record may change it
 */
public record KeyedAggregate(CustomerId customer, CustomerAggregate aggregate) {}
