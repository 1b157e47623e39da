#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/shell/mode_bar.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QStackedWidget>
#include <array>
#include <optional>

namespace macadam {

class ComparePage;
class DataPage;
class ProjectDocument;
class ResultsPage;
class TrainPage;

/// The start page and the pages of the modes, each built when it is first needed.
class PageStack : public QStackedWidget {
  Q_OBJECT

 public:
  PageStack(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent = nullptr);

  void setStartPage(QWidget* page);
  /// Builds it when it is not there yet. @pre `mode` has a page
  Page& page(Mode mode);
  /// Nullptr when it was not needed so far.
  Page* builtPage(Mode mode) const { return pages_[static_cast<std::size_t>(mode)]; }
  static bool hasPage(Mode mode) { return mode != Mode::Annotate; }
  void buildAll();

  void setDocument(ProjectDocument* document);
  void showStart();
  void showMode(Mode mode);
  /// Empty on the start page.
  std::optional<Mode> mode() const { return mode_; }
  void saveState() const;

 Q_SIGNALS:
  void built(macadam::Mode mode, macadam::Page* page);
  void modeChanged();

 private:
  Page* build(Mode mode);
  void connectData(DataPage& tilesPage);
  void connectCompare(ComparePage& compare);
  void connectTrain(TrainPage& train);
  void connectResults(ResultsPage& results);

  Jobs& jobs_;
  EngineAccess engine_;
  RunController& controller_;
  ProjectDocument* document_ = nullptr;
  std::array<Page*, 5> pages_{};
  std::optional<Mode> mode_;
};

}  // namespace macadam
