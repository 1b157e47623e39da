#include "cli/train_suite.h"

#include "cli/console_sink.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/write_report.h"
#include "session/suite.h"

#include <cstdio>

namespace macadam {
namespace {

void say(const std::string& text) {
  std::fputs((text + '\n').c_str(), stdout);
  std::fflush(stdout);
}

class SuiteConsole : public SuiteListener {
 public:
  void begin(const SuiteStep& step) override {
    const std::string place = "[" + std::to_string(step.index + 1) + " of " + std::to_string(step.count) + "] " +
                              step.run.row + ", seed " + std::to_string(step.run.seed);
    say((hasBegun_ ? "\n" : "") + emphasised(place, stdout) + actionText(step.action) + "  " +
        step.folder.path().lexically_proximate(std::filesystem::current_path()).string());
    if (!hasBegun_ && !step.note.empty()) console_.post(Warning{step.note});
    hasBegun_ = true;
  }
  void post(Event event) override { console_.post(std::move(event)); }

 private:
  static std::string actionText(SuiteAction action) {
    switch (action) {
      case SuiteAction::Train:
        return "";
      case SuiteAction::Resume:
        return ", going on with";
      case SuiteAction::Reuse:
        return ", already there:";
    }
    return {};
  }

  ConsoleSink console_;
  bool hasBegun_ = false;
};

SuiteOutcome trainAll(std::vector<SuiteRun> plan, const std::filesystem::path& runs) {
  const InterruptGuard interrupt;
  PauseGate gate;
  SuiteConsole console;
  return runSuite(std::move(plan), runs, interrupt.token(), gate, console);
}

}  // namespace

void trainSuiteAndTell(std::vector<SuiteRun> plan, const std::filesystem::path& runs,
                       const std::filesystem::path& report, const std::string& title) {
  const SuiteOutcome outcome = trainAll(std::move(plan), runs);
  if (outcome.stopped) {
    say("stopped; the same command goes on from here");
    throw EndWith{ExitCode::Interrupted};
  }
  if (!outcome.completed.empty()) {
    say("");
    tellReport(outcome.completed, report, title);
  }
  for (const Problem& failure : outcome.failures) std::fprintf(stderr, "%s\n", describe(failure).c_str());
  if (!outcome.failures.empty()) throw EndWith{ExitCode::RunFailed};
}

}  // namespace macadam
