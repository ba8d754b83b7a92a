package fairport.engines;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One Elasticsearch node as a program: HOME DATA PORT.
 *
 * <p>A distribution starts its node through a launcher that Maven Central does not hold. This one
 * does the same with a node of one machine; settings come from HOME/config/elasticsearch.yml.
 */
public final class OneNode {
    private static final String NAME = "local";
    private static final int SECONDS_TO_CLOSE = 8;

    private OneNode() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path data = Path.of(arguments[1]).toAbsolutePath();
        System.setProperty("es.path.home", home.toString());
        System.setProperty("es.path.conf", home.resolve("config").toString());
        LogConfigurator.configureESLogging();
        LogConfigurator.registerErrorListener();
        Environment environment = environment(home, data, arguments[2]);
        LogConfigurator.setNodeName(NAME);
        LogConfigurator.configure(environment, true);
        Node node = new Node(environment, modules(environment));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        new CountDownLatch(1).await();
    }

    private static Environment environment(Path home, Path data, String port) {
        Settings settings =
                Settings.builder()
                        .put("path.home", home)
                        .put("path.data", data)
                        .put("path.logs", data.resolve("logs"))
                        .put("http.port", port)
                        .build();
        return InternalSettingsPreparer.prepareEnvironment(
                settings, Map.of(), home.resolve("config"), () -> NAME);
    }

    private static PluginsLoader modules(Environment environment) {
        return PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
                PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
                Map.of(),
                false);
    }

    private static void close(Node node) {
        try {
            node.close();
            if (!node.awaitClose(SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
                System.err.println("The node did not close in time.");
            }
        } catch (Exception problem) {
            problem.printStackTrace();
        }
    }
}
