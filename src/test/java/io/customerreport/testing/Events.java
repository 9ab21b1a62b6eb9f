package io.customerreport.testing;

import io.customerreport.parse.Event;
import java.nio.charset.StandardCharsets;

/** Makes payment events for tests. */
public final class Events {

    private Events() {}

    public static Event event(String customer, String type, long ts, double usd) {
        Event event = new Event();
        // Off the arrays' starts, so that a forgotten offset shows.
        event.id = "<e>".getBytes(StandardCharsets.UTF_8);
        event.idStart = 1;
        event.idLength = 1;
        event.customer = ("<" + customer + ">").getBytes(StandardCharsets.UTF_8);
        event.customerStart = 1;
        event.customerLength = event.customer.length - 2;
        event.type = ("<" + type + ">").getBytes(StandardCharsets.UTF_8);
        event.typeStart = 1;
        event.typeLength = event.type.length - 2;
        event.ts = ts;
        event.usd = usd;
        return event;
    }
}
