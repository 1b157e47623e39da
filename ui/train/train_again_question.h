#pragma once

#include "spec/run_spec.h"

#include <QString>
#include <functional>

class QWidget;

namespace macadam {

class ProjectDocument;

/// What would be trained by the settings of an earlier run: with what its networks begin, on which split, and whose
/// labels; a line each.
QString trainAgainText(const RunSpec& spec, const ProjectDocument& document);

/// Shows that over `parent`, and calls where a person wants it.
/// @param start what that is called: it starts, or waits in the queue
void askToTrainAgain(const RunSpec& spec, const ProjectDocument& document, const QString& start, QWidget& parent,
                     std::function<void()> then);

}  // namespace macadam
