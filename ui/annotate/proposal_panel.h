#pragma once

#include <QKeySequence>
#include <QList>
#include <QWidget>

class QAction;
class QDoubleSpinBox;
class QLabel;
class QSlider;

namespace macadam {

/// Where one stands among the proposals of a tile.
struct ProposalProgress {
  int current = -1;  ///< Counted from 0; −1 while none is looked at.
  int total = 0;     ///< Above the probability that is chosen.
  int accepted = 0;
  int rejected = 0;
  int agreed = 0;  ///< Open ones that all sources agree on.
  int inView = 0;  ///< Open ones in view.

  bool operator==(const ProposalProgress&) const = default;
};

/// Goes through proposed stretches of road: above which probability, this one or not, and all at once. It decides
/// nothing itself.
class ProposalPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ProposalPanel(QWidget* parent = nullptr);

  double probability() const;
  /// 0 to 1.
  void setProbability(double probability);
  void setProgress(const ProposalProgress& progress);
  /// What there is instead of proposals, or why there are none; empty for none.
  void setNote(const QString& text);
  /// Accept, reject, previous, next, accept all in view, accept all that agree; for the page's menu.
  QList<QAction*> panelActions() const { return {accept_, reject_, previous_, next_, acceptInView_, acceptAgreed_}; }

 Q_SIGNALS:
  /// While the slider moves.
  void probabilityChanged(double probability);
  void acceptWished();
  void rejectWished();
  void acceptAllInViewWished();
  void acceptAllAgreedWished();
  /// −1 or 1.
  void stepWished(int by);

 private:
  QAction* makeAction(const char* id, const QString& icon, const QString& text, const QString& hint,
                      const QKeySequence& keys);
  QWidget* makeButton(QAction* action, Qt::ToolButtonStyle style);

  QSlider* slider_;
  QDoubleSpinBox* number_;
  QLabel* counter_;
  QLabel* note_;
  QAction *accept_, *reject_, *previous_, *next_, *acceptInView_, *acceptAgreed_;
};

}  // namespace macadam
