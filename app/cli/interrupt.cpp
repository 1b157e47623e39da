#include "cli/interrupt.h"

#include "base/error.h"
#include "cli/exit_code.h"

#include <array>
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

void handle(int signal) {
  if (!wasAsked.exchange(true)) return tell(kAskedToStop);
  // A terminal that is closed says so twice, by its shell and by the kernel: that is no second request.
  if (signal != SIGHUP) ::_exit(static_cast<int>(ExitCode::Interrupted));
}

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP, SIGPIPE};
std::array<struct sigaction, kSignals.size()> before;

void handleSignals() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = kSignals[i] == SIGPIPE ? SIG_IGN : handle;
    action.sa_flags = SA_RESTART;  // a checkpoint that is being written goes on
    ::sigemptyset(&action.sa_mask);
    ::sigaction(kSignals[i], nullptr, &before[i]);
    const bool staysIgnored = kSignals[i] == SIGHUP && before[i].sa_handler == SIG_IGN;
    if (!staysIgnored) ::sigaction(kSignals[i], &action, nullptr);
  }
}

void restoreSignals() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before[i], nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  if (::pipe2(pipeEnds, O_CLOEXEC) != 0) throw Error("system", "has no pipe left", "close other programs");
  wasAsked = false;
  watcher_ = std::thread([this] { watch(); });
  handleSignals();
}

InterruptGuard::~InterruptGuard() {
  restoreSignals();
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
