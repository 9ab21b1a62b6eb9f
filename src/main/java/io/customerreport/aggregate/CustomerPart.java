package io.customerreport.aggregate;

/**
 * What a combiner knows of one customer, on the way to the keyed operator.
 *
 * @param customer the key
 * @param parts usually one
 */
public record CustomerPart(CustomerId customer, AggregateParts parts) {}
