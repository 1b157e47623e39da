#include "cli/interrupt.h"

#include "base/error.h"
#include "cli/exit_code.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace macadam {
namespace {

constexpr char kAskedToStop = 's';
constexpr char kGuardEnds = 'e';

// A handler may only write to a pipe and end the process: asking for a stop takes locks, so a thread does that.
int pipeEnds[2] = {-1, -1};
std::atomic<bool> wasAsked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void tell(char message) {
  const int before = errno;
  [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &message, 1);
  errno = before;
}

void handle(int) {
  if (wasAsked.exchange(true)) ::_exit(static_cast<int>(ExitCode::Interrupted));
  tell(kAskedToStop);
}

void install(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;  // a checkpoint that is being written goes on
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  if (::pipe2(pipeEnds, O_CLOEXEC) != 0) throw Error("system", "has no pipe left", "close other programs");
  wasAsked = false;
  watcher_ = std::thread([this] { watch(); });
  install(handle);
}

InterruptGuard::~InterruptGuard() {
  install(SIG_DFL);
  tell(kGuardEnds);
  watcher_.join();
  ::close(pipeEnds[0]);
  ::close(pipeEnds[1]);
}

void InterruptGuard::watch() {
  char message = 0;
  while (::read(pipeEnds[0], &message, 1) == 1 && message == kAskedToStop) {
    std::fputs("\nstopping as soon as what is done is safe; press Ctrl-C again to end at once\n", stderr);
    source_.request_stop();
  }
}

}  // namespace macadam
