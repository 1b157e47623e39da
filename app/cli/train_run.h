#pragma once

#include "cli/console_sink.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"

namespace macadam {

/// Trains in a run folder until it completes or Ctrl-C, tells it on stdout, and says at the end what came of it.
/// A new folder in which nothing was trained is removed again. @throws EndWith when the run did not complete.
void trainAndTell(const RunSpec& spec, const RunFolder& run, OutputFormat format);

}  // namespace macadam
