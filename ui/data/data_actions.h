#pragma once

#include "ui/data/tile_model.h"
#include "ui/project/project_document.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>
#include <string>

class QAction;
class QKeySequence;
class QMenu;
class QPoint;

namespace macadam {

class DataQuestions;
class Page;
class PixelCheck;
class SplitEditor;
class SplitPanel;
class TileBrowser;
class WritingActions;

/// What the Data page offers to do with the selected tiles, the split and the view: its menu, that of a tile, and what
/// each entry does.
class DataActions : public QObject {
  Q_OBJECT

 public:
  /// What they act on.
  struct Parts {
    TileModel& tiles;
    TileBrowser& browser;
    SplitPanel& panel;
    SplitEditor& editor;
    DataQuestions& questions;
    PixelCheck& check;
  };

  /// Adds the actions to the page.
  DataActions(Page& page, const Parts& parts);

  void setDocument(ProjectDocument* document);
  /// Enables what the project and the selection allow; tips say why not.
  void update();
  void moveSelected(Subset subset);

 Q_SIGNALS:
  void compareRequested(const std::string& id);
  void annotateRequested(const std::string& id);

 private:
  enum class Scope { Always, Project, Selection };
  QAction* add(const QString& name, const QString& text, const QString& tip, const QKeySequence& key, Scope scope,
               std::function<void()> action);
  void addSeparator();
  void addMoves();
  void addSplits();
  void addViews();
  void addChecks();

  void openMenu(const QPoint& globalPosition);
  void selectScenes();

  Page& page_;
  Parts parts_;
  QPointer<ProjectDocument> document_;
  WritingActions* writing_;
  QMenu* tileMenu_;
  QAction* lock_ = nullptr;
  QAction* overlay_ = nullptr;
  QAction* remove_ = nullptr;
  QList<QAction*> forProject_;
  QList<QAction*> forSelection_;
};

}  // namespace macadam
