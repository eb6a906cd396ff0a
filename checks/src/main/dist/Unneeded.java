import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the runtime goes without: java.xml, which java.sql requires and pcap4j's times do not come
 * to use; TLS with its certificates, keys and curves, and HTTP, for no command speaks them; and the
 * tables of the East Asian character sets, for every command runs under C.UTF-8. Writes the names
 * for jlink's {@code --exclude-resources=@FILE}.
 *
 * <p>jlink refuses a module that lacks a package of its descriptor, so the smallest class of each
 * stays.
 */
final class Unneeded {
  /** Folders of modules, each with all below it. */
  private static final List<String> FOLDERS =
      List.of(
          "java.xml",
          "java.base/sun/security/ssl",
          "java.base/sun/security/tools/keytool",
          "java.base/sun/security/provider/certpath",
          "java.base/sun/security/ec",
          "java.base/sun/security/rsa",
          "java.base/sun/security/util/math/intpoly",
          "java.base/sun/net/www/http",
          "java.base/sun/net/www/protocol/http",
          "java.base/com/sun/crypto/provider");

  private static final String CHARSETS = "java.base/sun/nio/cs";

  private static final Pattern EAST_ASIAN =
      Pattern.compile("(GB|EUC_|Johab|HKSCS|Big5|MS932|JIS_X_02|SJIS).*\\.class");

  private Unneeded() {}

  public static void main(String[] words) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    List<String> names = new ArrayList<>();
    for (String folder : FOLDERS) {
      if (!Files.exists(modules.resolve(folder))) {
        continue; // Elsewhere in that JDK, and not asked for.
      }
      for (List<Path> files : packages(modules.resolve(folder)).values()) {
        files.stream()
            .sorted(Comparator.comparing(Unneeded::rank))
            .skip(1)
            .forEach(file -> names.add("/" + modules.relativize(file)));
      }
    }
    try (Stream<Path> files = Files.list(modules.resolve(CHARSETS))) {
      files
          .filter(file -> EAST_ASIAN.matcher(file.getFileName().toString()).matches())
          .forEach(file -> names.add("/" + modules.relativize(file)));
    }
    Files.write(Path.of(words[0]), names, UTF_8);
  }

  private static Map<Path, List<Path>> packages(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("module-info.class"))
          .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
    }
  }

  /** A class before any other file, then the smallest. */
  private static String rank(Path file) {
    try {
      return String.format("%b %9d %s", !file.toString().endsWith(".class"), Files.size(file), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
