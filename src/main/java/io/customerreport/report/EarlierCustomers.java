package io.customerreport.report;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.combine.KeyGroupShare;
import java.io.Serializable;
import org.apache.flink.util.function.ThrowingConsumer;

/** What is known of customers from before a run, for subtasks to read when they have the rest. */
public interface EarlierCustomers extends Serializable {

    /** Hands out each customer of a subtask's share once. */
    void handOut(KeyGroupShare own, ThrowingConsumer<CustomerPart, Exception> receiver)
            throws Exception;
}
