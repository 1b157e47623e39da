#pragma once

#include "ui/compare/compare_source.h"

#include <QComboBox>
#include <string>
#include <vector>

namespace macadam {

/// The choice of a source, each run below a heading. Closed, it shows a short title, elided in its middle; the list is
/// as wide as its titles, and greys with the reason what cannot be shown yet.
class SourceBox : public QComboBox {
  Q_OBJECT

 public:
  explicit SourceBox(QWidget* parent = nullptr);

  /// Keeps `chosen` where it is among them.
  void setSources(const std::vector<CompareSource>& sources, const std::string& chosen);
  void choose(const std::string& source);
  /// Empty when none is chosen.
  std::string chosen() const;
  /// What the closed box says in place of the chosen title.
  void setShortTitle(const QString& title);
  const QString& shortTitle() const { return shortTitle_; }
  void showPopup() override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString shortTitle_;
};

}  // namespace macadam
