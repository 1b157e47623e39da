#pragma once

namespace macadam {

/// What the process returns; also in the overview of `macadam-cli --help`.
enum class ExitCode { Done = 0, Refused = 1, WrongUsage = 2, RunFailed = 3, Interrupted = 130 };

/// Thrown by a verb that has already said what there is to say.
struct EndWith {
  ExitCode code;
};

}  // namespace macadam
