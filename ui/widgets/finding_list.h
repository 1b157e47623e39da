#pragma once

#include "session/start_check.h"

#include <QPushButton>
#include <QString>
#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace macadam {

/// What would stop or spoil a training, a line each, with a button where there is something to press.
class FindingList : public QWidget {
  Q_OBJECT

 public:
  explicit FindingList(QWidget* parent = nullptr);

  void setFindings(std::vector<Finding> findings);
  const std::vector<Finding>& findings() const { return findings_; }
  /// Of the line at this place, as it stands there.
  QString text(std::size_t line) const;
  /// Nullptr where the line has none.
  QPushButton* button(std::size_t line) const;

 Q_SIGNALS:
  void fixWished(const macadam::Finding& finding);
  /// The tiles of a line that was clicked.
  void chosen(const std::vector<std::string>& ids);

 private:
  QWidget* makeLine(const Finding& finding);
  bool eventFilter(QObject* watched, QEvent* event) override;

  std::vector<Finding> findings_;
  QVBoxLayout* lines_;
};

/// What is wrong as a sentence of the window: it speaks of no option of the command line.
QString findingText(const Finding& finding);

/// The word on the button of a fix; empty where there is nothing to press.
QString fixText(Fix fix);

}  // namespace macadam
