#include "support/program.h"

#include "support/text_file.h"

#include <atomic>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace macadam {
namespace {

void redirect(const std::filesystem::path& file, int descriptor) {
  ::dup2(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644), descriptor);
}

}  // namespace

Program::Program(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                 Conditions conditions) {
  static std::atomic<int> count{0};
  const std::string name = ".program" + std::to_string(++count);
  output_ = folder / (name + ".out");
  errors_ = folder / (name + ".err");
  std::vector<char*> words{const_cast<char*>("macadam-cli")};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);

  process_ = ::fork();
  if (process_ != 0) return;
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  redirect(output_, STDOUT_FILENO);
  redirect(errors_, STDERR_FILENO);
  if (conditions.fileBytes) {
    const rlimit limit{static_cast<rlim_t>(*conditions.fileBytes), static_cast<rlim_t>(*conditions.fileBytes)};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  for (const std::string& variable : conditions.environment) ::putenv(const_cast<char*>(variable.c_str()));
  ::execv(MACADAM_CLI, words.data());
  ::_exit(127);
}

Program::~Program() {
  if (!isRunning()) return;
  send(SIGKILL);
  wait();
}

void Program::send(int signal) const {
  ::kill(process_, signal);
}

bool Program::isRunning() {
  int status = 0;
  if (!status_ && ::waitpid(process_, &status, WNOHANG) == process_) status_ = status;
  return !status_;
}

ProgramResult Program::wait() {
  int status = 0;
  if (!status_ && ::waitpid(process_, &status, 0) == process_) status_ = status;
  ProgramResult result{.output = readText(output_), .errors = readText(errors_)};
  if (WIFEXITED(*status_)) result.exitCode = WEXITSTATUS(*status_);
  if (WIFSIGNALED(*status_)) result.signal = WTERMSIG(*status_);
  return result;
}

ProgramResult runProgram(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                         Program::Conditions conditions) {
  return Program(folder, arguments, conditions).wait();
}

}  // namespace macadam
