#include "runs/process_mark.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <signal.h>
#include <sstream>
#include <sys/file.h>
#include <unistd.h>

namespace macadam {
namespace {

constexpr const char* kTrainsAlone = "macadam-cli";

std::string hostName() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string textOf(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

ProcessMark parse(const std::string& text) {
  try {
    const auto json = nlohmann::json::parse(text);
    return {json.at("process"), json.at("start"), json.at("host"), json.at("program")};
  } catch (const nlohmann::json::exception&) {
    return {};
  }
}

}  // namespace

/// Of the line in /proc: the number, the program in brackets, which it may hold itself, the state, and from there on
/// numbers, the nineteenth of which is the start.
std::optional<ProcessMark> processHere(std::int64_t number) {
  const std::string line = textOf("/proc/" + std::to_string(number) + "/stat");
  const std::size_t open = line.find('(');
  const std::size_t close = line.rfind(')');
  if (open == std::string::npos || close == std::string::npos) return std::nullopt;
  std::istringstream rest(line.substr(close + 1));
  std::string state, field;
  rest >> state;
  for (int i = 0; i < 18; ++i) rest >> field;
  ProcessMark mark{.number = number, .host = hostName(), .program = line.substr(open + 1, close - open - 1)};
  const bool hasEnded = state == "Z" || state == "X";
  return rest >> mark.startTicks && !hasEnded ? std::optional(mark) : std::nullopt;
}

ProcessMark thisProcess() {
  return processHere(::getpid()).value_or(ProcessMark{.number = ::getpid(), .host = hostName()});
}

bool isOnThisMachine(const ProcessMark& process) {
  return process.host == hostName();
}

bool isAlive(const ProcessMark& process) {
  if (!isOnThisMachine(process)) return false;
  const std::optional<ProcessMark> there = processHere(process.number);
  return there && there->startTicks == process.startTicks;
}

std::string describe(const ProcessMark& process) {
  if (process.number == 0) return "another program";
  const std::string where = isOnThisMachine(process) ? "this machine" : process.host;
  return process.program + ", process " + std::to_string(process.number) + " on " + where;
}

void signLock(int descriptor) {
  const ProcessMark mark = thisProcess();
  const std::string text =
      nlohmann::ordered_json{
          {"process", mark.number}, {"start", mark.startTicks}, {"host", mark.host}, {"program", mark.program}}
          .dump() +
      '\n';
  // Who holds the lock is for people; the lock itself holds without it.
  if (::ftruncate(descriptor, 0) != 0) return;
  [[maybe_unused]] const ssize_t written = ::pwrite(descriptor, text.data(), text.size(), 0);
}

std::optional<ProcessMark> holderOf(const std::filesystem::path& lockFile) {
  const int descriptor = ::open(lockFile.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::nullopt;
  const bool isHeld = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  if (!isHeld) return std::nullopt;
  const ProcessMark mark = parse(textOf(lockFile));
  const bool isOfAnEarlierHolder = isOnThisMachine(mark) && !isAlive(mark);  // the present one is about to sign
  return isOfAnEarlierHolder ? ProcessMark() : mark;
}

bool canBeAskedToStop(const ProcessMark& process) {
  return process.number != 0 && process.program == kTrainsAlone && isAlive(process);
}

void askToStop(const ProcessMark& process) {
  const std::string what = "the training by " + describe(process);
  if (process.number == 0 || !isOnThisMachine(process)) {
    throw Error(what, "cannot be stopped from here", "stop it where it was started");
  }
  if (!isAlive(process)) return;
  if (!canBeAskedToStop(process)) throw Error(what, "is not a process of its own", "stop it in that window");
  if (::kill(static_cast<pid_t>(process.number), SIGTERM) == 0 || errno == ESRCH) return;
  throw Error(what, std::string("cannot be stopped (") + std::strerror(errno) + ")", "ask who started it");
}

}  // namespace macadam
