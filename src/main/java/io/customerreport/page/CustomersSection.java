package io.customerreport.page;

import io.customerreport.digest.RunDigest;
import io.customerreport.digest.TopCustomers;
import io.customerreport.digest.TopCustomers.Customer;
import java.time.LocalDate;
import java.util.List;

/** The customers with the highest spend. */
final class CustomersSection {

    private static final int MAX_ROWS = 10;

    private final List<Customer> top;
    private final long customers;

    CustomersSection(RunDigest digest) {
        this.top = digest.top().ranked();
        this.customers = digest.customers();
    }

    void write(Markup page) {
        page.open("section").element("h2", "Top customers");
        page.element(
                "p",
                "The highest spend in USD, of %s.".formatted(Numbers.count(customers, "customer")));
        BarRows rows = new BarRows(page, "money", longest());
        for (Customer customer : top.subList(0, Math.min(top.size(), MAX_ROWS))) {
            rows.row(
                    () -> UntrustedText.name(page, customer.id()),
                    customer.spend(),
                    Numbers.usd(customer.spend()));
        }
        rows.end();
        writeTable(page);
        page.close();
    }

    private double longest() {
        return top.stream().mapToDouble(Customer::spend).filter(Double::isFinite).max().orElse(0);
    }

    private void writeTable(Markup page) {
        String caption =
                customers > TopCustomers.LIMIT
                        ? "the " + top.size() + " customers with the highest spend"
                        : "all customers by spend";
        FoldedTable table =
                new FoldedTable(
                        page,
                        caption,
                        "Customer",
                        "Spend",
                        "Events",
                        "Active days",
                        "Average ticket",
                        "Last event");
        for (Customer customer : top) {
            table.row(() -> UntrustedText.name(page, customer.id()))
                    .usd(customer.spend())
                    .cell(Numbers.count(customer.events()))
                    .cell(Numbers.count(customer.activeDays()))
                    .usd(customer.averageTicket())
                    .cell(LocalDate.ofEpochDay(customer.lastDay()).toString())
                    .endRow();
        }
        table.end();
    }
}
