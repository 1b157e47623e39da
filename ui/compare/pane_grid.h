#pragma once

#include "ui/compare/compare_source.h"

#include <QSize>
#include <QWidget>
#include <string>
#include <vector>

class QGridLayout;

namespace macadam {

class ComparePane;
class SharedCamera;

/// One to nine panes in rows and columns; one of them is the current one.
class PaneGrid : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kMostPanes = 9;

  explicit PaneGrid(SharedCamera& camera, QWidget* parent = nullptr);

  void setSources(std::vector<CompareSource> sources);
  /// What the panes show, in order; at least one, at most nine.
  void showSources(const std::vector<std::string>& ids);
  std::vector<std::string> shownSources() const;
  const std::vector<ComparePane*>& panes() const { return panes_; }
  ComparePane& current() const { return *panes_[current_]; }
  void setCurrent(std::size_t index);
  void addPane(const std::string& source);
  void removePane(ComparePane* pane);
  /// 0 chooses by the number of panes.
  void setColumns(int columns);
  int columns() const;
  int chosenColumns() const { return chosenColumns_; }
  /// The width and height, in device pixels, that every pane has room for.
  QSize smallestCanvas() const;

 Q_SIGNALS:
  /// Panes came, went, or show other sources.
  void panesChanged();
  void hovered(std::optional<QPointF> point);
  void fitRequested();
  /// Of a pane; its canvas has another size.
  void resized();

 private:
  ComparePane* makePane(const std::string& source);
  void arrange();

  SharedCamera& camera_;
  std::vector<CompareSource> sources_;
  std::vector<ComparePane*> panes_;
  std::size_t current_ = 0;
  int chosenColumns_ = 0;
  QGridLayout* layout_;
};

}  // namespace macadam
