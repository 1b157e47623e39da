#pragma once

#include "base/error.h"
#include "ui/train/run_estimate.h"

#include <QFrame>
#include <QList>

class QAction;
class QGridLayout;
class QLabel;
class QToolButton;

namespace macadam {

/// What a run will take, or an offer to find out.
class EstimateCard : public QFrame {
  Q_OBJECT

 public:
  /// @param estimate the action that its button triggers.
  explicit EstimateCard(QAction* estimate, QWidget* parent = nullptr);

  void showOffer();
  void showMeasuring();
  void showEstimate(const RunEstimate& estimate);
  /// Whether the settings are no longer those of the estimate, which stays in sight.
  void markOutdated(bool outdated);
  void showProblems(const QList<Problem>& problems);
  QString text() const;

 private:
  enum class Tone { Plain, Muted, Warning, Error };
  void setLine(const QString& text, Tone tone);
  void clearNetworks();
  void addNetwork(const NetworkCost& cost);
  void colour();

  QLabel* line_;
  QGridLayout* networks_;
  QToolButton* button_;
  Tone tone_ = Tone::Muted;
  QString estimate_;  ///< Empty where there is none.
  Tone estimateTone_ = Tone::Plain;
};

}  // namespace macadam
