#include "cli/busy_processes.h"

#include "base/error.h"

#include <cerrno>
#include <cstring>
#include <signal.h>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace macadam {
namespace {

[[noreturn]] void compute(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);         // it had ended before that was asked for
  [[maybe_unused]] volatile unsigned turns = 0;  // a loop that does nothing could be left out
  for (unsigned next = 0;; ++next) turns = next;
}

}  // namespace

BusyProcesses::BusyProcesses(int count) {
  const pid_t parent = ::getpid();
  for (int i = 0; i < count; ++i) {
    const pid_t process = ::fork();
    if (process == 0) compute(parent);
    if (process < 0) {
      const std::string why = std::strerror(errno);
      end();
      throw Error("--beside " + std::to_string(count), "cannot be started (" + why + ")", "name fewer processes");
    }
    processes_.push_back(process);
  }
}

BusyProcesses::~BusyProcesses() {
  end();
}

void BusyProcesses::end() {
  for (const pid_t process : processes_) ::kill(process, SIGKILL);
  for (const pid_t process : processes_) ::waitpid(process, nullptr, 0);
  processes_.clear();
}

}  // namespace macadam
