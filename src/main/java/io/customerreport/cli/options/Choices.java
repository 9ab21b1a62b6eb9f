package io.customerreport.cli.options;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** What a shell offers for an option that chooses: the choices as the user spells them. */
abstract class Choices implements Iterable<String> {

    private final List<String> spelled;

    Choices(Enum<?>[] choices) {
        spelled = Arrays.stream(choices).map(Enum::toString).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return spelled.iterator();
    }
}
