package io.customerreport.generate;

/** Writes events of one shape as lines of JSON, without their line ends. */
interface EventLine {

    /**
     * @param number of the event in its log, from 0
     */
    void append(LineBuffer out, long number);
}
