package io.customerreport.cli.process;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the first Ctrl-C, SIGTERM or SIGHUP ask for an orderly stop; a second one ends the process
 * as it would have without.
 *
 * <p>A shutdown hook would come too late for that: while one runs, those of Flink take the job's
 * files away. The JDK's class that catches signals is not part of Java SE and is therefore called
 * by reflection; without it, and for signals that the JVM was told to ignore, all stays as it was.
 */
public final class StopSignals {

    private static final String[] NAMES = {"INT", "TERM", "HUP"};

    private final Runnable stop;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /**
     * @param stop called once, on a thread of its own
     */
    public static void install(Runnable stop) {
        StopSignals signals = new StopSignals(stop);
        for (String name : NAMES) {
            try {
                signals.install(name);
            } catch (ReflectiveOperationException e) {
                // The signal ends the process at once.
            }
        }
    }

    private void install(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method received = handler.getMethod("handle", signal);
        Object[] before = new Object[1];
        Object first =
                Proxy.newProxyInstance(
                        handler.getClassLoader(),
                        new Class<?>[] {handler},
                        (proxy, method, args) -> {
                            if (!method.equals(received)) {
                                return method.invoke(this, args);
                            }
                            if (stopping.compareAndSet(false, true)) {
                                stop.run();
                                return null;
                            }
                            return received.invoke(before[0], args);
                        });
        before[0] =
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), first);
    }
}
