#include "runs/process_lock.h"

#include "base/error.h"
#include "runs/process_mark.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace macadam {
namespace {

TEST(ProcessLock, IsHadByOneAtATime) {
  const TemporaryFolder folder;
  const auto file = folder / "open.lock";
  EXPECT_FALSE(holderOf(file).has_value());
  auto lock = ProcessLock::tryTake(file);
  ASSERT_NE(lock, nullptr);
  EXPECT_TRUE(holderOf(file).has_value());
  EXPECT_EQ(ProcessLock::tryTake(file), nullptr);
  lock.reset();
  EXPECT_FALSE(holderOf(file).has_value());
  EXPECT_NE(ProcessLock::tryTake(file), nullptr);
}

TEST(ProcessLock, SaysWhoHoldsIt) {
  const TemporaryFolder folder;
  appendText(folder / "open.lock", "what a longer line of another holder, of another program even, said of itself");
  const auto lock = ProcessLock::tryTake(folder / "open.lock");
  EXPECT_EQ(holderOf(folder / "open.lock"), thisProcess());
}

TEST(ProcessLock, IsFreeWhenItsHolderWasKilled) {
  const TemporaryFolder folder;
  const auto file = folder / "open.lock";
  std::array<int, 2> ready{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = ProcessLock::tryTake(file);
    const char said = lock ? 'y' : 'n';
    if (::write(ready[1], &said, 1) == 1) ::pause();
    ::_exit(1);
  }
  char said = 0;
  ASSERT_EQ(::read(ready[0], &said, 1), 1);
  EXPECT_EQ(said, 'y');
  EXPECT_TRUE(holderOf(file).has_value());
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_NE(ProcessLock::tryTake(file), nullptr);
  for (const int end : ready) ::close(end);
}

TEST(ProcessLock, NamesTheFolderThatCannotBeWrittenTo) {
  const TemporaryFolder folder;
  try {
    ProcessLock::tryTake(folder / "gone" / "open.lock");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, (folder / "gone").string());
  }
}

}  // namespace
}  // namespace macadam
