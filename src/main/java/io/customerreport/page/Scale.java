package io.customerreport.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to heights of a chart: zero is always on it, and a few round values are its ticks, of
 * which the highest is above all values.
 *
 * <p>Works for every finite double; a tick that would overflow is left out.
 */
final class Scale {

    /** About how many ticks there are, beside the one at zero. */
    private static final int TICKS = 4;

    /** Steps of round numbers, as parts of a power of ten. */
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** Below the lowest value, in steps, where its number may stand. */
    private static final double ROOM_BELOW = 0.35;

    private final double step;

    /** The top in steps, as the value there might overflow. */
    private final double top;

    private final double bottom;

    /** Over finite values; those that are not are ignored. */
    Scale(double[] values, boolean whole) {
        double highest = 0;
        double lowest = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                highest = Math.max(highest, value);
                lowest = Math.min(lowest, value);
            }
        }
        double roughly = highest / TICKS - lowest / TICKS;
        step = whole ? Math.max(1, round(roughly)) : round(roughly);
        top = highest == 0 && lowest < 0 ? 0 : Math.floor(highest / step) + 1;
        bottom = lowest == 0 ? 0 : lowest / step - ROOM_BELOW;
    }

    private static double round(double roughly) {
        if (roughly < Double.MIN_NORMAL) {
            return roughly == 0 ? 1 : Double.MIN_NORMAL;
        }
        double power = Math.pow(10, Math.floor(Math.log10(roughly)));
        for (double part : ROUND) {
            if (part * power >= roughly) {
                return part * power;
            }
        }
        return 10 * power;
    }

    /** How far below the top a value is: 0 for the highest tick, 1 for the end of the scale. */
    double depth(double value) {
        return (top - value / step) / (top - bottom);
    }

    /** Round values on the scale, without zero. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double n = Math.ceil(bottom); n <= top; n++) {
            if (n != 0 && Double.isFinite(n * step)) {
                ticks.add(n * step);
            }
        }
        return ticks;
    }
}
