package io.customerreport.job;

import io.customerreport.parse.EventRules;

/**
 * What events mean.
 *
 * @param rules whose time counts unless the run is continuous
 */
public record EventOptions(EventRules rules, Summation summation) {}
