#pragma once

#include <QString>
#include <QWidget>

namespace macadam {

class ProjectDocument;

/// One mode of the window. Its QWidget::actions() become the menu of its name, in their order, and their shortcuts work
/// while the page is shown.
class Page : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  /// Shows a project from now on, or none; the document outlives the page's interest in it.
  virtual void setDocument(ProjectDocument* document) = 0;
  /// Splitters, columns and choices, as QSettings keeps them.
  virtual void saveState() const {}
  virtual void restoreState() {}

 Q_SIGNALS:
  /// One line for the status bar.
  void message(const QString& text);
};

}  // namespace macadam
