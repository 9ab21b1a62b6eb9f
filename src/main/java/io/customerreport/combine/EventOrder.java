package io.customerreport.combine;

/** Groups events that stand in columns by their customers: one counting sort. */
final class EventOrder {

    private EventOrder() {}

    /**
     * The events by customer and then by age.
     *
     * @param customer of each event its customer's number
     * @param events how many there are
     * @param ends an element of 0 for each customer; set to where its events end in the order
     */
    static int[] byCustomer(int[] customer, int events, int[] ends) {
        for (int i = 0; i < events; i++) {
            ends[customer[i]]++;
        }
        int start = 0;
        for (int number = 0; number < ends.length; number++) {
            int count = ends[number];
            ends[number] = start;
            start += count;
        }
        int[] order = new int[events];
        for (int i = 0; i < events; i++) {
            order[ends[customer[i]]++] = i;
        }
        return order;
    }
}
