package io.freshet.scoring.djl;

import io.freshet.scoring.inference.ModelException;
import io.freshet.scoring.inference.TensorSpec;
import io.freshet.scoring.inference.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The arguments of {@code forward} of a TorchScript file, which no call of the engine tells. The
 * file is a zip: {@code data.pkl} begins with the class of the module, and the code of that class
 * is there as text.
 */
final class TorchSignature {
  private static final int LARGEST_CODE = 1 << 24;
  private static final int HEAD = 1 << 12;

  /** Pickle: protocol 2, then GLOBAL with module and name. */
  private static final Pattern CLASS = Pattern.compile("^\\x80\\x02c([\\w.]+)\n(\\w+)\n");

  private static final Pattern FORWARD =
      Pattern.compile("\n  def forward\\(self[^,)]*,?(.*?)\\)\\s*->", Pattern.DOTALL);
  private static final Pattern ARGUMENT = Pattern.compile("\\s*(\\w+)\\s*:\\s*([^,=\\[]+\\[?)(.*)");

  private TorchSignature() {}

  /**
   * @param model for messages
   * @return names without types and shapes, in the order of the arguments
   */
  static List<TensorSpec> inputs(String model, Path file) throws ModelException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Matcher type = CLASS.matcher(text(zip, "/data.pkl", HEAD));
      if (!type.find()) {
        throw new IOException("data.pkl begins with no class");
      }
      String code = text(zip, "/code/" + type.group(1).replace('.', '/') + ".py", LARGEST_CODE);
      return specs(model, arguments(code, type.group(2)));
    } catch (IOException e) {
      throw new ModelException(
          "model " + model + ": no TorchScript file, as torch.jit.save writes: " + e.getMessage(),
          e);
    }
  }

  private static String text(ZipFile zip, String end, int limit) throws IOException {
    ZipEntry entry =
        zip.stream()
            .filter(e -> e.getName().endsWith(end) && e.getName().indexOf('/') == at(e, end))
            .findFirst()
            .orElseThrow(() -> new IOException("without " + end.substring(1)));
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(limit), StandardCharsets.ISO_8859_1);
    }
  }

  private static int at(ZipEntry entry, String end) {
    return entry.getName().length() - end.length();
  }

  private static String arguments(String code, String type) throws IOException {
    int start = code.indexOf("class " + type + "(Module):");
    Matcher forward = FORWARD.matcher(code);
    if (start < 0 || !forward.find(start)) {
      throw new IOException("class " + type + " without forward");
    }
    return forward.group(1);
  }

  private static List<TensorSpec> specs(String model, String arguments) throws ModelException {
    List<TensorSpec> specs = new ArrayList<>();
    for (String argument : split(arguments)) {
      Matcher matcher = ARGUMENT.matcher(argument);
      boolean isTensor = matcher.matches() && matcher.group(2).strip().equals("Tensor");
      if (isTensor) {
        specs.add(new TensorSpec(matcher.group(1), TensorType.UNKNOWN, new long[0]));
      } else if (!argument.contains("=")) {
        throw new ModelException(
            "model " + model + ": forward takes " + argument.strip() + ", expected only tensors");
      }
    }
    return List.copyOf(specs);
  }

  /** At the commas outside brackets. */
  private static List<String> split(String arguments) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(arguments.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(arguments.substring(start));
    parts.removeIf(String::isBlank);
    return parts;
  }
}
