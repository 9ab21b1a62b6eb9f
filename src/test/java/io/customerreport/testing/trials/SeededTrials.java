package io.customerreport.testing.trials;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives a {@link Property} its trials, with the seed that was asked for or a new one. */
final class SeededTrials implements ArgumentsProvider, AnnotationConsumer<Property> {

    private int tries;

    @Override
    public void accept(Property property) {
        tries = property.tries();
    }

    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        String asked = System.getProperty(Trials.SEED);
        long seed = asked == null ? new SecureRandom().nextLong() : Long.parseLong(asked);
        return Stream.of(Arguments.of(new Trials(tries, seed)));
    }
}
