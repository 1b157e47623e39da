#pragma once

#include "ui/data/split_facts.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace macadam {

/// What is wrong with the split; a click shows the tiles concerned.
class WarningList : public QWidget {
  Q_OBJECT

 public:
  explicit WarningList(QWidget* parent = nullptr);

  /// `hasSplit` is false where nothing has been divided yet.
  void setWarnings(const std::vector<SplitWarning>& warnings, bool hasSplit);

 Q_SIGNALS:
  void chosen(const std::vector<std::string>& ids);

 private:
  void fit();

  std::vector<SplitWarning> warnings_;
  QLabel* allIsWell_;
  QListWidget* list_;
};

}  // namespace macadam
