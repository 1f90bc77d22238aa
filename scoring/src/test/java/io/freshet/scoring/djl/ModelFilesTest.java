package io.freshet.scoring.djl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.ModelSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private static final byte[] CONTENT = "the weights".getBytes(UTF_8);
  private static final String SHA256 =
      "2bd09b0a0a6b6b1e6e6ff2c1dc3ce0b51e1c3a5a25a0bcb1e5f1d2f61a2a64b7";

  @TempDir Path folder;

  private final AtomicInteger requests = new AtomicInteger();
  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stopServers() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void takesALocalFileWhereItIs() throws Exception {
    Path file = Files.write(folder.resolve("model.onnx"), CONTENT);
    assertThat(fetch(file.toString(), "", 100)).isEqualTo(file);
    assertThat(fetch(file.toUri().toString(), sha256(file), 100)).isEqualTo(file);
    assertThat(fetch(file.toString(), sha256(file).toUpperCase(Locale.ROOT), 100)).isEqualTo(file);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Path file = Files.write(folder.resolve("model.onnx"), CONTENT);
    String sha256 = sha256(file);
    String where = "model toy from " + file.toFile().toURI() + ": ";
    assertThatThrownBy(() -> fetch(file.toString(), SHA256, 100))
        .isInstanceOf(ModelException.class)
        .hasMessage(where + "SHA-256 " + sha256 + ", expected " + SHA256);
    assertThatThrownBy(() -> fetch(file.toString(), sha256, 10))
        .isInstanceOf(ModelException.class)
        .hasMessage(where + "11 bytes, expected at most 10");
    assertThatThrownBy(() -> fetch(folder.resolve("none").toString(), "", 10))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NoSuchFileException");
    assertThatThrownBy(() -> fetch("ftp://host/model.onnx", "", 10))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "uri ftp://host/model.onnx, expected classpath:, file:, http:, https: or a path");
  }

  @Test
  void copiesAResource() throws Exception {
    Path file = fetch("classpath:all-minilm-l6-v2-q-tokenizer.json", "", 10_000_000);
    assertThat(file).hasSize(711_661).startsWith(folder);
    assertThat(fetch("classpath:/all-minilm-l6-v2-q-tokenizer.json", "", 10_000_000))
        .isEqualTo(file);
    assertThatThrownBy(() -> fetch("classpath:nothing.onnx", "", 10))
        .hasMessage(
            "model toy from classpath:nothing.onnx: FileNotFoundException no such resource");
  }

  @Test
  void downloadsOncePerChecksum() throws Exception {
    String uri = serve(CONTENT, 200, true) + "/model.onnx";
    String sha256 = sha256(Files.write(folder.resolve("copy"), CONTENT));
    Path file = fetch(uri, sha256, 100);
    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(fetch(uri, sha256, 100)).isEqualTo(file);
    assertThat(requests).hasValue(1);
  }

  @Test
  void downloadsAgainWhatWasChangedOnThisMachine() throws Exception {
    String uri = serve(CONTENT, 200, true) + "/model.onnx";
    String sha256 = sha256(Files.write(folder.resolve("copy"), CONTENT));
    Files.writeString(fetch(uri, sha256, 100), "changed");
    assertThat(fetch(uri, sha256, 100)).hasBinaryContent(CONTENT);
    assertThat(requests).hasValue(2);
  }

  @Test
  void keepsNothingOfADownloadThatIsWrong() throws Exception {
    String uri = serve(CONTENT, 200, true) + "/model.onnx?token=secret";
    assertThatThrownBy(() -> fetch(uri, SHA256, 100))
        .hasMessageContaining("/model.onnx: SHA-256 ")
        .hasMessageEndingWith(", expected " + SHA256)
        .hasMessageNotContaining("secret");
    assertThat(cached()).isEmpty();
  }

  @Test
  void stopsADownloadAtTheLimit() throws Exception {
    String told = serve(CONTENT, 200, true) + "/model.onnx";
    assertThatThrownBy(() -> fetch(told, "", 10))
        .hasMessageEndingWith("/model.onnx: 11 bytes, expected at most 10");
    String untold = serve(CONTENT, 200, false) + "/model.onnx";
    assertThatThrownBy(() -> fetch(untold, "", 10))
        .hasMessageEndingWith("/model.onnx: more than 10 bytes");
    assertThat(cached()).isEmpty();
  }

  @Test
  void saysWhatTheServerSays() throws Exception {
    String uri = serve(new byte[0], 404, true) + "/model.onnx";
    assertThatThrownBy(() -> fetch(uri, "", 10))
        .isInstanceOf(ModelException.class)
        .hasMessageEndingWith("/model.onnx: HTTP status 404, expected 200");
  }

  @Test
  void fetchesForManyAtOnce() throws Exception {
    String uri = serve(new byte[1 << 20], 200, true) + "/model.onnx";
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Path>> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      files.add(threads.submit(() -> fetch(uri, "", 1 << 20)));
    }
    for (Future<Path> file : files) {
      assertThat(file.get()).hasSize(1 << 20);
    }
    threads.shutdown();
    assertThat(cached()).hasSize(1);
  }

  @Test
  void unpacksAnArchive() throws Exception {
    Path zip = zip("model.zip", "model.onnx", "tokenizer.json");
    Path unpacked = fetch(zip.toString(), sha256(zip), 1000);
    assertThat(unpacked.resolve("tokenizer.json")).hasContent("content of tokenizer.json");
    assertThat(ModelFiles.modelIn(unpacked)).hasContent("content of model.onnx");
    assertThat(fetch(zip.toString(), "", 1000)).isEqualTo(unpacked);
  }

  @Test
  void refusesArchivesThatReachOutOrAreTooLarge() throws Exception {
    Path reachingOut = zip("slip.zip", "../out.onnx");
    assertThatThrownBy(() -> fetch(reachingOut.toString(), "", 1000))
        .isInstanceOf(ModelException.class)
        .hasMessageEndingWith("entry ../out.onnx lies outside the archive");
    Path large = zip("large.zip", "a.onnx", "zeros");
    assertThatThrownBy(() -> fetch(large.toString(), "", 10_000))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("more than ");
    assertThat(cached()).isEmpty();
    assertThat(folder.resolve("cache").resolve("out.onnx")).doesNotExist();
  }

  @Test
  void findsTheOnlyModelOfAnArchive() throws Exception {
    Path two = fetch(zip("two.zip", "a.onnx", "b.pt").toString(), "", 1000);
    assertThatThrownBy(() -> ModelFiles.modelIn(two))
        .hasMessage("an archive with models [a.onnx, b.pt], expected one of [.onnx, .pt, .pth]");
  }

  private Path fetch(String uri, String sha256, long maxBytes) throws ModelException {
    ModelSource source = new ModelSource("role", "toy", "1", uri, sha256);
    return ModelFiles.fetch(source, maxBytes, new FileCache(folder.resolve("cache")));
  }

  private List<Path> cached() throws IOException {
    Path cache = folder.resolve("cache");
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String sha256(Path file) throws IOException {
    return Checksums.of(file);
  }

  private Path zip(String name, String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        byte[] content = ("content of " + entry).getBytes(UTF_8);
        zip.write(entry.equals("zeros") ? new byte[1 << 20] : content);
        zip.closeEntry();
      }
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private String serve(byte[] content, int status, boolean tellsLength) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    servers.add(server);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(
              status, content.length == 0 ? -1 : tellsLength ? content.length : 0);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.setExecutor(Runnable::run);
    server.start();
    return "http://localhost:" + server.getAddress().getPort();
  }
}
