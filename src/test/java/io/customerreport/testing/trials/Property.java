package io.customerreport.testing.trials;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test of what holds for any arguments: it is given {@link Trials}, and says what holds.
 *
 * <p>Each run has a seed of its own, which is part of the test's name and of each failure; {@code
 * -Dtest.seed=N} repeats a run.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(SeededTrials.class)
public @interface Property {

    int tries() default 1_000;
}
