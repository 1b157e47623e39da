#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace macadam {

/// How a process ended, and what it wrote.
struct ProgramResult {
  int exitCode = -1;  ///< −1 when a signal ended it.
  int signal = 0;
  std::string output;
  std::string errors;
};

/// macadam-cli as a process of its own, in a folder of the test's.
class Program {
 public:
  struct Conditions {
    std::optional<long> fileBytes;         ///< No file may grow beyond.
    std::vector<std::string> environment;  ///< `NAME=value`, besides what this process has.
  };

  Program(const std::filesystem::path& folder, const std::vector<std::string>& arguments, Conditions conditions);
  Program(const std::filesystem::path& folder, const std::vector<std::string>& arguments)
      : Program(folder, arguments, {}) {}
  /// Ends it by force when it still runs.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void send(int signal) const;
  bool isRunning();
  pid_t number() const { return process_; }
  ProgramResult wait();

 private:
  std::filesystem::path output_, errors_;
  pid_t process_ = -1;
  std::optional<int> status_;
};

/// Runs it to its end.
ProgramResult runProgram(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                         Program::Conditions conditions = {});

}  // namespace macadam
