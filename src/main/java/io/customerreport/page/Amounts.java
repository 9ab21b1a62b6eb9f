package io.customerreport.page;

import io.customerreport.python.PythonFloats;

/** Writes amounts rounded to cents, with the double itself as the value of the element. */
final class Amounts {

    private Amounts() {}

    static void write(Markup page, double amount) {
        page.element("data", Numbers.usd(amount), "value", PythonFloats.repr(amount));
    }
}
