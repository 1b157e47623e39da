#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>
#include <functional>
#include <string>

class QAction;
class QHBoxLayout;
class QWidget;

namespace macadam {

class LookBar;
class PaneGrid;
class SharedCamera;
class TilePanel;

/// The actions of the Compare page, with their shortcuts and buttons. What its parts can do by themselves they are told
/// to; the rest is asked of the page.
class CompareActions : public QObject {
  Q_OBJECT

 public:
  /// @param page that gets the actions, and is their parent.
  CompareActions(QWidget& page, PaneGrid& grid, TilePanel& tiles, LookBar& lookBar, SharedCamera& camera);

  void addButtonsTo(QHBoxLayout& bar);

 Q_SIGNALS:
  void pictureChosen(const QString& file);
  /// The labels of the tile are to be mended.
  void annotateRequested(const std::string& id);
  void addPaneRequested();
  void closePaneRequested();
  void fitRequested();
  void bestThresholdRequested();
  void exportPanesRequested();
  void exportTilesRequested();
  void predictRequested();

 private:
  QAction* add(const QString& name, const QString& text, const QKeySequence& shortcut, const QString& tip,
               const std::function<void()>& act);
  void addSeparator();
  void addTileActions();
  void addPaneActions();
  void addColumnsMenu();
  void addLookActions();
  void addThresholdActions();
  void addExportActions();

  QWidget& page_;
  PaneGrid& grid_;
  TilePanel& tiles_;
  LookBar& lookBar_;
  SharedCamera& camera_;
  QAction* open_ = nullptr;
  QAction* addPane_ = nullptr;
  QAction* fit_ = nullptr;
  QAction* exportPanes_ = nullptr;
  QAction* exportTiles_ = nullptr;
  QAction* predict_ = nullptr;
};

}  // namespace macadam
