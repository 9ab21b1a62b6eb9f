package io.customerreport.testing.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.flink.core.fs.FileSystemFactory;

/** {@link PacedFileSystem} as a plugin of a cluster, where Flink looks for file systems. */
final class PacedPlugin {

    private PacedPlugin() {}

    /**
     * @param plugins the cluster's folder of plugins
     */
    static void install(Path plugins) throws IOException {
        Path jar = Files.createDirectories(plugins.resolve("paced")).resolve("paced.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"", "$Factory", "$PacedStream"}) {
                String resource =
                        PacedFileSystem.class.getName().replace('.', '/') + name + ".class";
                out.putNextEntry(new JarEntry(resource));
                try (InputStream in =
                        PacedPlugin.class.getClassLoader().getResourceAsStream(resource)) {
                    in.transferTo(out);
                }
            }
            out.putNextEntry(
                    new JarEntry("META-INF/services/" + FileSystemFactory.class.getName()));
            out.write(PacedFileSystem.Factory.class.getName().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
