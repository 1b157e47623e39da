#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"
#include "ui/train/monitor/preview_history.h"

#include <QPointer>
#include <QWidget>
#include <vector>

class QHBoxLayout;
class QLabel;
class QSlider;

namespace macadam {

class PreviewCell;

/// A validation tile as picture, truth and as each network sees it, at the iteration of the slider; the newest unless
/// someone looks back.
class PreviewStrip : public QWidget {
  Q_OBJECT

 public:
  explicit PreviewStrip(Jobs& jobs, QWidget* parent = nullptr);

  void setDocument(ProjectDocument* document);
  void setHistory(PreviewHistory history);
  void add(const PreviewReady& preview);
  int frame() const;
  /// What is said while there is no preview.
  void setEmptyText(const QString& text);

 private:
  void showNewest(bool wasAtEnd);
  void showFrame();
  /// Where one of them is shown: its mask is another.
  void readAgain(const std::vector<std::string>& samples);
  void loadSample(const std::string& id);
  PreviewCell* cell(std::size_t index);

  Jobs& jobs_;
  QPointer<ProjectDocument> document_;
  PreviewHistory history_;
  std::string sample_;  ///< Whose picture and truth are shown, or on their way.
  QImage image_, truth_;
  std::vector<PreviewCell*> cells_;
  QHBoxLayout* row_;
  QSlider* slider_;
  QLabel* caption_;
  QString emptyText_;
};

}  // namespace macadam
