#pragma once

#include "ui/train/monitor/monitor_axis.h"
#include "ui/train/monitor/overlay_key.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QComboBox;
class QKeySequence;
class QMenu;
class QSettings;
class QSlider;
class QToolButton;

namespace macadam {

/// A button that opens a menu.
QToolButton* menuButton(const QString& text, const QString& tip, QMenu* menu, QWidget* parent);

/// The row above the monitor's plots: which of them are shown, over what, on which scale and how smooth.
class PlotControls : public QWidget {
  Q_OBJECT

 public:
  explicit PlotControls(CurvePlot& plot, QWidget* parent = nullptr);

  QAction* fit() const { return fit_; }
  QAction* logarithmic() const { return logarithmic_; }
  /// Opens the menu of the plots.
  QAction* plots() const;
  void setOverlays(const QList<OverlayEntry>& entries) { key_->setEntries(entries); }

  void saveState(QSettings& settings) const;
  void restoreState(const QSettings& settings);

 Q_SIGNALS:
  void xAxisChosen(XAxisKind kind);

 private:
  QAction* makeAction(const QString& name, const QString& text, const QKeySequence& keys, const QString& tip);
  void makePanelActions();
  QSlider* makeSmoothing();

  CurvePlot& plot_;
  QAction* fit_;
  QAction* logarithmic_;
  QList<QAction*> panels_;  ///< In the order of MonitorPanel.
  QMenu* panelMenu_;
  QComboBox* xBox_;
  OverlayKey* key_;
  QSlider* smoothing_;
};

}  // namespace macadam
