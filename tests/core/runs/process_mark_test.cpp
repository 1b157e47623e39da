#include "runs/process_mark.h"

#include "base/error.h"
#include "runs/run_store.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <signal.h>
#include <string>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace macadam {
namespace {

/// A process that does nothing until it is ended, under the name of a program.
class Sleeper {
 public:
  explicit Sleeper(const char* program) {
    int named[2] = {};
    if (::pipe(named) != 0) return;
    number_ = ::fork();
    if (number_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::prctl(PR_SET_NAME, program);
      ::close(named[1]);
      for (;;) ::pause();
    }
    ::close(named[1]);
    char none = 0;
    while (::read(named[0], &none, 1) > 0) continue;  // until it has its name
    ::close(named[0]);
  }
  ~Sleeper() {
    ::kill(number_, SIGKILL);
    end();
  }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;

  ProcessMark mark() const { return processHere(number_).value(); }
  /// The signal that ended it.
  int end() {
    int status = 0;
    return ::waitpid(number_, &status, 0) == number_ ? WTERMSIG(status) : 0;
  }

 private:
  pid_t number_ = -1;
};

TEST(ProcessMark, TellsThisProcessFromALaterOneOfTheSameNumber) {
  const ProcessMark here = thisProcess();
  EXPECT_EQ(here.number, ::getpid());
  EXPECT_TRUE(isOnThisMachine(here));
  EXPECT_TRUE(isAlive(here));
  ProcessMark earlier = here;
  --earlier.startTicks;
  EXPECT_FALSE(isAlive(earlier));
  ProcessMark elsewhere = here;
  elsewhere.host = "another-machine";
  EXPECT_FALSE(isAlive(elsewhere));
}

TEST(ProcessMark, AProgramMayHaveBracketsAndSpacesInItsName) {
  const Sleeper sleeper("odd) name (2");
  EXPECT_EQ(sleeper.mark().program, "odd) name (2");
  EXPECT_TRUE(isAlive(sleeper.mark()));
}

TEST(ProcessMark, OnlyATrainingOfThisMachineIsAskedToStop) {
  Sleeper training("macadam-cli");
  const ProcessMark trained = training.mark();
  askToStop(trained);
  EXPECT_EQ(training.end(), SIGTERM);
  EXPECT_FALSE(isAlive(trained));
  EXPECT_NO_THROW(askToStop(trained));  // it has ended already

  const Sleeper window("macadam");
  EXPECT_THROW(askToStop(window.mark()), Error);
  EXPECT_TRUE(isAlive(window.mark()));
  ProcessMark elsewhere = window.mark();
  elsewhere.host = "another-machine";
  EXPECT_THROW(askToStop(elsewhere), Error);
  EXPECT_THROW(askToStop({}), Error);
}

TEST(ProcessMark, ALockSaysWhoHoldsItWhileItIsHeld) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "a", "");
  EXPECT_FALSE(trainerOf(run));
  {
    const RunLock lock(run);
    EXPECT_EQ(trainerOf(run), thisProcess());
  }
  EXPECT_FALSE(trainerOf(run));
}

TEST(ProcessMark, ALockThatNobodySignedIsHeldByAnUnknownProcess) {
  const TemporaryFolder folder;
  const auto file = folder / "lock";
  const int held = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  ASSERT_EQ(::flock(held, LOCK_EX), 0);
  EXPECT_EQ(holderOf(file), ProcessMark());
  ProcessMark gone = thisProcess();
  --gone.startTicks;
  appendText(file, "{\"process\":" + std::to_string(gone.number) + ",\"start\":" + std::to_string(gone.startTicks) +
                       ",\"host\":\"" + gone.host + "\",\"program\":\"macadam\"}\n");
  EXPECT_EQ(holderOf(file), ProcessMark()) << "an earlier holder's mark is taken for the present one's";
  EXPECT_EQ(describe(ProcessMark()), "another program");
  ::close(held);
}

}  // namespace
}  // namespace macadam
