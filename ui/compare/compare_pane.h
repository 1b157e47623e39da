#pragma once

#include "eval/road_metrics.h"
#include "ui/compare/compare_source.h"

#include <QFrame>
#include <string>
#include <vector>

class QLabel;
class QToolButton;

namespace macadam {

class LegendBar;
class PictureCanvas;
class SharedCamera;
class SourceBox;

/// One source under its header: number, choice of the source, its scores, curtain, and a way to close it.
class ComparePane : public QFrame {
  Q_OBJECT

 public:
  explicit ComparePane(SharedCamera& camera, QWidget* parent = nullptr);

  PictureCanvas& canvas() { return *canvas_; }
  const std::string& source() const { return source_; }
  void setSource(const std::string& id);
  /// Empty without a curtain.
  const std::string& curtainSource() const { return curtain_; }
  void setCurtainSource(const std::string& id);
  void setSources(const std::vector<CompareSource>& sources);
  /// What the header says of the sources, so that panes can be told apart in little room.
  void setShortTitles(const QString& source, const QString& curtain);
  void setNumber(int number);
  void setClosable(bool closable);
  void setCurrent(bool current);
  /// Scores of the pane's source; without them the line says `text`.
  void setScores(const std::optional<RoadMetrics>& metrics, const QString& text);
  void toggleCurtain();

 Q_SIGNALS:
  void sourceChanged();
  void closeRequested();
  void activated();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void showScoreLine();
  void showCurtain();
  void showScale();

  std::string source_, curtain_;
  std::vector<CompareSource> sources_;
  bool current_ = false;
  QLabel* number_;
  SourceBox* sourceBox_;
  SourceBox* curtainBox_;
  QToolButton* curtainButton_;
  QToolButton* closeButton_;
  QLabel* scores_;
  QString wholeLine_, briefLine_;  ///< What it says, and what it says in little room.
  LegendBar* scale_;               ///< Of teachers' disagreement, which no view explains.
  PictureCanvas* canvas_;
};

}  // namespace macadam
