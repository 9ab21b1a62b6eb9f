package io.customerreport.testing.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP sockets on which a process of this machine listens, from Linux's /proc. */
public final class ListeningSockets {

    private static final String LISTEN = "0A";

    /** 127.0.0.1, ::ffff:127.0.0.1 and ::1, as the kernel spells them. */
    private static final Set<String> LOOPBACK =
            Set.of(
                    "0100007F",
                    "0000000000000000FFFF00000100007F",
                    "00000000000000000000000001000000");

    private ListeningSockets() {}

    /** Addresses and ports, in hexadecimal digits. */
    public static List<String> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    own.add(Files.readSymbolicLink(file).toString());
                }
            }
        }
        List<String> listening = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            if (Files.exists(process.resolve(table))) {
                for (String line : Files.readAllLines(process.resolve(table))) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns[3].equals(LISTEN) && own.contains("socket:[" + columns[9] + "]")) {
                        listening.add(columns[1]);
                    }
                }
            }
        }
        return listening;
    }

    public static boolean isLoopback(String socket) {
        return LOOPBACK.contains(socket.substring(0, socket.indexOf(':')));
    }
}
