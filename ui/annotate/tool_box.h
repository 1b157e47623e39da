#pragma once

#include "ui/annotate/annotate_tool.h"

#include <QAction>
#include <QList>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QActionGroup;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QSpinBox;

namespace macadam {

/// The tools, what they paint with, and the settings of the one that is chosen.
class ToolBox : public QWidget {
  Q_OBJECT

 public:
  explicit ToolBox(QWidget* parent = nullptr);
  ~ToolBox() override;

  ToolSettings& settings() { return settings_; }
  AnnotateTool& tool() const;
  /// Null for no picture.
  void setSession(LabelSession* session);
  /// Widths of roads are given in metres then; empty where the picture's place is not known.
  void setMetresPerPixel(std::optional<double> metres);
  void setLabel(Label label);
  void chooseTool(const QString& name);
  QString toolName() const;

  /// Those of the tools, then of labels and sizes, with their keys: for the page's menu.
  QList<QAction*> toolActions() const { return toolActions_; }
  QList<QAction*> settingActions() const { return settingActions_; }

  void saveState() const;
  void restoreState();

 Q_SIGNALS:
  void toolChanged(AnnotateTool* tool);
  void hintChanged(const QString& hint);
  void message(const QString& text);

 private:
  enum Uses { Nothing = 0, LabelChoice = 1, BrushSize = 2, RoadWidth = 4, Tolerance = 8 };
  struct Entry {
    QAction* action;
    std::unique_ptr<AnnotateTool> tool;
    int uses;
  };

  void addTool(const char* name, const QString& text, Qt::Key key, const QString& tip,
               std::unique_ptr<AnnotateTool> tool, int uses);
  void addLabels(QHBoxLayout& row);
  void addLabel(QHBoxLayout& row, Label label, const QString& text, Qt::Key key);
  void addSizes(QHBoxLayout& row);
  QAction* addSetting(const char* name, const QString& text, const QKeySequence& key, const QString& tip);
  const Entry& current() const;
  void choose(const Entry& entry);
  void showSettings();
  void showHint();
  void scale(double notches);

  ToolSettings settings_;
  std::vector<Entry> tools_;
  QActionGroup* group_;
  QActionGroup* labels_;
  QList<QAction*> toolActions_, settingActions_;
  std::optional<double> metresPerPixel_;
  QWidget* labelBox_;
  QLabel* brushLabel_;
  QDoubleSpinBox* brush_;
  QLabel* widthLabel_;
  QDoubleSpinBox* width_;
  QLabel* pixels_;
  QLabel* toleranceLabel_;
  QSpinBox* tolerance_;
};

}  // namespace macadam
