package io.freshet.ingestion.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  @Test
  void completionRisesWhenTheOldestIsDone() {
    Completion completion = new Completion(10);
    completion.begin(100, 1);
    completion.begin(200, 2);
    completion.begin(300, 1);

    completion.step(12);
    completion.step(11);
    assertThat(completion.low()).isEqualTo(10);
    completion.step(10);
    assertThat(completion.low()).isEqualTo(11);
    assertThat(completion.oldestTime()).hasValue(200);
    completion.step(11);
    assertThat(completion.low()).isEqualTo(13).isEqualTo(completion.high());
    assertThat(completion.oldestTime()).isEmpty();
  }

  @Test
  void aMarkComesIntoForceOnceEverythingBeforeItIsComplete() {
    ResumeMarks marks = new ResumeMarks();
    marks.take(mark(0));
    marks.take(mark(5));
    marks.take(mark(9));

    assertThat(marks.reached(8)).contains(mark(5));
    assertThat(marks.reached(8)).isEmpty();
    assertThat(marks.reached(9)).contains(mark(9));
  }

  @Test
  void theStateFileGivesBackTheMark(@TempDir Path folder) {
    StateFile file = new StateFile(folder.resolve("sub/state.json"));

    assertThat(file.read()).isEmpty();
    file.write(mark(1));
    file.write(mark(2));
    assertThat(file.read()).contains(mark(2));
    assertThat(folder.resolve("sub").toFile().list()).containsExactly("state.json");
  }

  @Test
  void theClockStandsStillWhileTheBrokerIsAway() {
    ReachableTime time = new ReachableTime();
    time.observe(true, 1000);
    time.observe(true, 2000);
    time.observe(false, 5000);
    time.observe(false, 9000);
    time.observe(true, 20_000);
    time.observe(true, 20_500);

    assertThat(time.millis()).isEqualTo(1500);
  }

  @Test
  void thePaceFollowsEventTime() {
    Pace pace = new Pace(60);

    assertThat(pace.isDue(0, 5000)).isTrue();
    assertThat(pace.isDue(60_000, 5999)).isFalse();
    assertThat(pace.isDue(60_000, 6000)).isTrue();
    assertThat(new Pace(Pace.MAX).isDue(Long.MAX_VALUE, 0)).isTrue();
  }

  private static ResumeMark mark(long index) {
    return new ResumeMark(index, Map.of("interactions-0", index * 2));
  }
}
