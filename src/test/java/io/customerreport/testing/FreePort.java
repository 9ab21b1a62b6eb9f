package io.customerreport.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port to listen on for a process that must be told its port beforehand.
 *
 * <p>The port lies below those that systems give to connections and to whoever asks for any: none
 * of them takes it between here and there.
 */
public final class FreePort {

    private static final int FIRST = 15_000;
    private static final int LAST = 30_000;

    private FreePort() {}

    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
