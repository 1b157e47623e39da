#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QString>
#include <vector>

namespace macadam {

class PageStack;

/// In the order of the bar; settings remember the number.
enum class Mode { Data, Train, Compare, Annotate, Results };

/// What every page works with; outlives them all.
struct PageServices {
  Jobs& jobs;
  EngineAccess engine;
  RunController& controller;
};

/// All that the window knows of a mode and its page. To add a page, add its entry.
struct PageEntry {
  Mode mode;
  QString id;    ///< Object name of the action that shows it.
  QString icon;  ///< Of resources/icons.
  QString name;
  QString hint;
  Page* (*build)(const PageServices& services, QWidget* parent) = nullptr;  ///< Null for a mode without a page.
  /// Once, when it is built: what it asks of the other pages.
  void (*connect)(PageStack& pages, Page& page) = nullptr;

  bool hasPage() const { return build != nullptr; }
};

/// In the order of the bar.
const std::vector<PageEntry>& pageTable();
const PageEntry& pageEntry(Mode mode);

}  // namespace macadam
