package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Pace;

/** How many times programs run. */
record Rounds(int quick, int slow) {

    int of(Pace pace) {
        return pace == Pace.QUICK ? quick : slow;
    }

    int most() {
        return Math.max(quick, slow);
    }
}
