package io.customerreport.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void amountsHaveCentsUntilTheySayNothing() {
        assertThat(Numbers.usd(0)).isEqualTo("$0.00");
        assertThat(Numbers.usd(-0.0)).isEqualTo("$0.00");
        assertThat(Numbers.usd(1234567.891)).isEqualTo("$1,234,567.89");
        assertThat(Numbers.usd(-0.2)).isEqualTo("−$0.20");
        assertThat(Numbers.usd(0.125)).isEqualTo("$0.12");
        assertThat(Numbers.usd(0.006)).isEqualTo("$0.01");
        assertThat(Numbers.usd(9_999_999_999_999.0)).isEqualTo("$9,999,999,999,999.00");
        assertThat(Numbers.usd(1.2345678e20)).isEqualTo("$1.23457e20");
        assertThat(Numbers.usd(-Double.MAX_VALUE)).isEqualTo("−$1.79769e308");
        assertThat(Numbers.usd(Double.NaN)).isEqualTo("NaN");
        assertThat(Numbers.usd(Double.NEGATIVE_INFINITY)).isEqualTo("−Infinity");
    }

    @Test
    void whatRoundsToNoCentIsZero() {
        double remainder = 324.71 + 181.51 - 506.22;
        assertThat(remainder).isNotZero();
        for (double amount : new double[] {0.0, -0.0, remainder, -remainder, -0.005, 1e-320}) {
            assertThat(Numbers.usd(amount)).isEqualTo("$0.00");
            assertThat(Numbers.shortUsd(amount)).isEqualTo("$0.00");
            assertThat(Numbers.shown(amount)).isEqualTo(0.0);
        }
    }

    @Test
    void changesAreSharesUntilTheyAreManyTimes() {
        assertThat(Numbers.change(200, 206.2)).isEqualTo("+3.1%");
        assertThat(Numbers.change(200, 0)).isEqualTo("−100.0%");
        assertThat(Numbers.change(200, -20)).isEqualTo("−110.0%");
        assertThat(Numbers.change(3, 3)).isEqualTo("unchanged");
        assertThat(Numbers.change(2, 25)).isEqualTo("12.5 times as much");
    }

    @Test
    void axesHaveShortNumbers() {
        assertThat(Numbers.shortUsd(0.05)).isEqualTo("$0.05");
        assertThat(Numbers.shortUsd(1500)).isEqualTo("$1.5k");
        assertThat(Numbers.shortUsd(-25e6)).isEqualTo("−$25M");
        assertThat(Numbers.shortUsd(2e14)).isEqualTo("$200T");
        assertThat(Numbers.shortUsd(2.5e307)).isEqualTo("$2.5e307");
        assertThat(Numbers.shortCount(250)).isEqualTo("250");
    }

    @Test
    void sharesAreWholeOnlyIfTheyAre() {
        assertThat(Numbers.percent(0, 7)).isEqualTo("0%");
        assertThat(Numbers.percent(7, 7)).isEqualTo("100%");
        assertThat(Numbers.percent(1, 3)).isEqualTo("33.3%");
        assertThat(Numbers.percent(1, 1e9)).isEqualTo("under 0.1%");
        assertThat(Numbers.percent(1e9 - 1, 1e9)).isEqualTo("over 99.9%");
    }

    @Test
    void bytesAreInPowersOfAThousand() {
        assertThat(Numbers.bytes(0)).isEqualTo("0 B");
        assertThat(Numbers.bytes(570_900)).isEqualTo("571 kB");
        assertThat(Numbers.bytes(Long.MAX_VALUE)).isEqualTo("9220 PB");
    }
}
