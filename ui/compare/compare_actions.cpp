#include "ui/compare/compare_actions.h"

#include "ui/canvas/shared_camera.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/tile_panel.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QWidget>

namespace macadam {
namespace {

QToolButton* toolButton(QAction* action, const QString& icon) {
  action->setIcon(Theme::instance().icon(icon));  // that of a button alone is lost when its action changes
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  button->setAutoRaise(true);
  button->setAccessibleName(action->text().remove(QChar(0x2026)));
  return button;
}

}  // namespace

CompareActions::CompareActions(QWidget& page, PaneGrid& grid, TilePanel& tiles, LookBar& lookBar, SharedCamera& camera)
    : QObject(&page), page_(page), grid_(grid), tiles_(tiles), lookBar_(lookBar), camera_(camera) {
  open_ = add("openPicture", tr("Open picture…"), QKeySequence("Ctrl+Shift+P"),
              tr("Look at any picture file with the networks of the panes"), [this] {
                const QString file =
                    LastFolder("pictures")
                        .chooseFile(
                            &page_, tr("Open picture"),
                            tr("Pictures (*.tif *.tiff *.png *.jpg *.jpeg *.bmp *.jp2 *.vrt *.webp);;All files (*)"));
                if (!file.isEmpty()) Q_EMIT pictureChosen(file);
              });
  addSeparator();
  addTileActions();
  addSeparator();
  addPaneActions();
  addColumnsMenu();
  addSeparator();
  fit_ = add("fit", tr("Fit"), Qt::Key_F, tr("Show the whole picture"), [this] { Q_EMIT fitRequested(); });
  add("actualSize", tr("Actual size"), Qt::Key_0, tr("One pixel of the picture is one of the screen"),
      [this] { camera_.setScale(1.0); });
  addSeparator();
  addLookActions();
  addSeparator();
  addThresholdActions();
  addSeparator();
  addExportActions();
}

QAction* CompareActions::add(const QString& name, const QString& text, const QKeySequence& shortcut, const QString& tip,
                             const std::function<void()>& act) {
  auto* action = new QAction(text, &page_);
  action->setObjectName("compare." + name);
  action->setShortcut(shortcut);
  const bool isPlain = !shortcut.isEmpty() && (shortcut[0].keyboardModifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
  if (isPlain) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setStatusTip(tip);
  action->setToolTip(shortcut.isEmpty() ? tip : tip + " (" + shortcut.toString(QKeySequence::NativeText) + ")");
  connect(action, &QAction::triggered, this, act);
  page_.addAction(action);
  return action;
}

void CompareActions::addSeparator() {
  auto* separator = new QAction(&page_);
  separator->setSeparator(true);
  page_.addAction(separator);
}

void CompareActions::addTileActions() {
  add("nextTile", tr("Next tile"), Qt::Key_Return, tr("Go to the next tile of the table"), [this] { tiles_.step(1); });
  add("previousTile", tr("Previous tile"), QKeySequence(Qt::SHIFT | Qt::Key_Return),
      tr("Go to the previous tile of the table"), [this] { tiles_.step(-1); });
  add("scoreAll", tr("Score all tiles"), Qt::Key_F5,
      tr("Predict every listed tile that has a mask with the panes’ sources"),
      [this] { Q_EMIT tiles_.scoreAllRequested(); });
  add("annotate", tr("Annotate"), Qt::Key_A, tr("Mend the labels of the tile that is shown"), [this] {
    if (const auto tile = tiles_.currentSample()) Q_EMIT annotateRequested(*tile);
  });
}

void CompareActions::addPaneActions() {
  addPane_ = add("addPane", tr("Add pane"), QKeySequence("Ctrl+Shift+N"), tr("Show one more source"),
                 [this] { Q_EMIT addPaneRequested(); });
  add("closePane", tr("Close pane"), QKeySequence("Ctrl+Shift+W"), tr("Close the chosen pane"),
      [this] { Q_EMIT closePaneRequested(); });
  add("curtain", tr("Curtain"), Qt::Key_C, tr("Swipe between two sources in the chosen pane"),
      [this] { grid_.current().toggleCurtain(); });
}

void CompareActions::addColumnsMenu() {
  auto* menu = new QMenu(tr("Columns"), &page_);
  auto* group = new QActionGroup(menu);
  for (int columns = 0; columns <= 5; ++columns) {
    QAction* choice = menu->addAction(columns == 0 ? tr("Automatic") : QString::number(columns));
    choice->setStatusTip(columns == 0 ? tr("As many panes side by side as fit best")
                                      : tr("Panes side by side: %1").arg(columns));
    choice->setCheckable(true);
    choice->setActionGroup(group);
    connect(choice, &QAction::triggered, this, [this, columns] { grid_.setColumns(columns); });
  }
  connect(menu, &QMenu::aboutToShow, this, [this, group] {
    const auto index = grid_.chosenColumns();
    if (index < group->actions().size()) group->actions().at(index)->setChecked(true);
  });
  menu->menuAction()->setObjectName("compare.columns");
  menu->menuAction()->setStatusTip(tr("How many panes stand side by side"));
  page_.addAction(menu->menuAction());
}

void CompareActions::addLookActions() {
  add("showErrors", tr("Show errors"), Qt::Key_E, tr("Found, false and missed road in their colours"),
      [this] { lookBar_.setView(PredictionView::Errors); });
  add("showRoad", tr("Show road"), Qt::Key_R, tr("Road above the threshold"),
      [this] { lookBar_.setView(PredictionView::Road); });
  add("showProbability", tr("Show probability"), Qt::Key_P, tr("How probable road is, as a heat map"),
      [this] { lookBar_.setView(PredictionView::HeatMap); });
}

void CompareActions::addThresholdActions() {
  lookBar_.addThresholdAction(*add("usualThreshold", tr("Threshold 0.5"), QKeySequence("Ctrl+Alt+0"),
                                   tr("Back to 0.5, the threshold that networks are evaluated at"),
                                   [this] { lookBar_.setThreshold(kUsualThreshold); }),
                              tr("0.5"));
  lookBar_.addThresholdAction(
      *add("bestThreshold", tr("Best threshold on these tiles"), QKeySequence("Ctrl+Alt+H"),
           tr("The threshold with the best IoU of the chosen pane’s network over the scored tiles of the list. "
              "It is chosen on the very tiles that are shown, so that their scores flatter"),
           [this] { Q_EMIT bestThresholdRequested(); }),
      tr("Best"));
}

void CompareActions::addExportActions() {
  exportPanes_ =
      add("exportPanes", tr("Export panes…"), QKeySequence("Ctrl+E"),
          tr("Save what the panes show, with their names, as PNG or PDF"), [this] { Q_EMIT exportPanesRequested(); });
  exportTiles_ = add("exportTiles", tr("Export selected tiles…"), QKeySequence("Ctrl+Shift+E"),
                     tr("Save the tiles selected in the table as rows of a figure, the panes’ sources as columns"),
                     [this] { Q_EMIT exportTilesRequested(); });
  predict_ = add("predictFiles", tr("Predict and save…"), QKeySequence("Ctrl+Alt+W"),
                 tr("Write masks or probabilities of pictures of any size, or of a folder of them"),
                 [this] { Q_EMIT predictRequested(); });
}

void CompareActions::addButtonsTo(QHBoxLayout& bar) {
  bar.addWidget(toolButton(fit_, "fit"));
  bar.addWidget(toolButton(addPane_, "add"));
  bar.addWidget(toolButton(open_, "picture"));
  auto* exports = toolButton(exportPanes_, "export");
  exports->setPopupMode(QToolButton::MenuButtonPopup);
  exports->addAction(exportPanes_);
  exports->addAction(exportTiles_);
  exports->addAction(predict_);
  bar.addWidget(exports);
}

}  // namespace macadam
