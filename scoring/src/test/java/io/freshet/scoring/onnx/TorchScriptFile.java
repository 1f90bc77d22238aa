package io.freshet.scoring.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Builds TorchScript files as torch.jit.save writes them: a zip with the code of a module that has
 * no attributes, an instance of it and an empty tuple of constants, both pickled.
 */
public final class TorchScriptFile {
  private TorchScriptFile() {}

  /**
   * @param forward {@code def forward(self: __torch__.Net, x: Tensor) -> Tensor:} and its body,
   *     without indentation
   */
  public static Path write(Path file, String forward) {
    String code =
        "class Net(Module):\n"
            + "  __parameters__ = []\n"
            + "  __buffers__ = []\n"
            + forward.indent(2);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "data.pkl", "\u0080\u0002c__torch__\nNet\n)\u0081}b.");
      entry(zip, "code/__torch__.py", code);
      entry(zip, "constants.pkl", "\u0080\u0002).");
      entry(zip, "version", "3\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** The same function as {@link OnnxModels#softmax}: of {@code x} of two inputs, two classes. */
  public static Path softmax(Path file) {
    return write(
        file,
        """
        def forward(self: __torch__.Net,
          x: Tensor) -> Tensor:
          weights = torch.tensor([[1., -1.], [0.5, 2.]])
          bias = torch.tensor([0.25, 0.])
          return torch.softmax(torch.linear(x, weights, bias), 1)
        """);
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry("net/" + name));
    zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
    zip.closeEntry();
  }
}
