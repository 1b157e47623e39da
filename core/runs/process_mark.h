#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace macadam {

/// A process, told apart from a later one to which the system gives the same number.
struct ProcessMark {
  std::int64_t number = 0;       ///< 0 where it is not known.
  std::uint64_t startTicks = 0;  ///< When it began, as /proc counts it.
  std::string host;
  std::string program;  ///< For example `macadam-cli`.

  bool operator==(const ProcessMark&) const = default;
};

ProcessMark thisProcess();
/// A process of this machine. Empty where there is none of that number.
std::optional<ProcessMark> processHere(std::int64_t number);
bool isOnThisMachine(const ProcessMark& process);
/// Whether it still runs on this machine.
bool isAlive(const ProcessMark& process);

/// For example `macadam-cli, process 4711 on this machine`.
std::string describe(const ProcessMark& process);

/// Writes this process into a lock file that it holds, for `holderOf`.
void signLock(int descriptor);
/// Who holds the lock (`flock`) on a file: a mark without a number where it did not sign. Empty where nobody does.
std::optional<ProcessMark> holderOf(const std::filesystem::path& lockFile);

/// Whether it is a `macadam-cli` that runs on this machine: what trains in a window cannot be asked to stop alone.
bool canBeAskedToStop(const ProcessMark& process);
/// Asks a training to end with a checkpoint (SIGTERM). One that has ended already is left alone.
/// @throws Error when it cannot be asked.
void askToStop(const ProcessMark& process);

}  // namespace macadam
