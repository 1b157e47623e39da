#pragma once

#include <QString>
#include <QWidget>

class QUndoStack;

namespace macadam {

class PlainKeys;
class ProjectDocument;

/// One mode of the window. Its QWidget::actions() become the menu of its name, in their order, and their shortcuts work
/// while the page is shown; those without Ctrl, Alt or Meta only in the views that it names.
class Page : public QWidget {
  Q_OBJECT

 public:
  explicit Page(QWidget* parent = nullptr);

  /// Shows a project from now on, or none; the document outlives the page's interest in it.
  virtual void setDocument(ProjectDocument* document) = 0;
  /// Saves what it holds open for writing, and closes it: the project is another window's from now on.
  virtual void letGo() {}
  /// Splitters, columns and choices, as QSettings keeps them.
  virtual void saveState() const {}
  virtual void restoreState() {}
  /// What can be undone on it at present; nullptr where nothing can. `undoStackChanged` tells of another one.
  virtual QUndoStack* undoStack() { return nullptr; }
  /// Whether one sees what is undone where it is undone, so that nothing needs to be said of it.
  virtual bool showsWhatIsUndone() const { return false; }

 Q_SIGNALS:
  /// One line for the status bar.
  void message(const QString& text);
  void undoStackChanged();

 protected:
  PlainKeys& plainKeys() { return *plainKeys_; }

 private:
  PlainKeys* plainKeys_;
};

}  // namespace macadam
