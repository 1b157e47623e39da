#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/legend_bar.h"
#include "ui/compare/look_bar.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/prediction_saver.h"
#include "ui/compare/tile_export.h"
#include "ui/compare/tile_panel.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/plain_keys.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

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

void ComparePage::build() {
  lookBar_ = new LookBar;
  grid_ = new PaneGrid(camera_);
  tiles_ = new TilePanel;
  readout_ = new ElidedLabel;
  readout_->setObjectName("readout");
  readout_->setAccessibleName(tr("Values under the pointer"));
  readout_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  zoom_ = new QLabel;
  zoom_->setAccessibleName(tr("Zoom"));
  emptyState_ = new QLabel(tr("Open a project to compare its networks on its tiles."));
  emptyState_->setAlignment(Qt::AlignCenter);
  emptyState_->setEnabled(false);

  splitter_ = new QSplitter(Qt::Horizontal);
  splitter_->setChildrenCollapsible(false);
  splitter_->setHandleWidth(9);
  splitter_->addWidget(grid_);
  splitter_->addWidget(tiles_);
  splitter_->setStretchFactor(0, 3);
  splitter_->setStretchFactor(1, 1);
  splitter_->setSizes({860, 390});
  tiles_->setMinimumWidth(230);

  auto* bar = new QHBoxLayout;
  bar->setObjectName("bar");
  bar->setContentsMargins(0, 0, 0, 0);
  bar->addWidget(lookBar_);
  bar->addStretch(1);
  auto* status = new QHBoxLayout;
  status->setSpacing(12);
  status->addWidget(readout_, 1);
  status->addWidget(&lookBar_->legend());
  status->addWidget(zoom_);
  content_ = new QWidget;
  auto* layout = new QVBoxLayout(content_);
  layout->setContentsMargins(8, 8, 8, 4);
  layout->setSpacing(8);
  layout->addLayout(bar);
  layout->addWidget(splitter_, 1);
  layout->addLayout(status);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(content_);
  outer->addWidget(emptyState_);
  setAcceptDrops(true);
  tiles_->view().installEventFilter(this);
  plainKeys().allowIn(*grid_);
  plainKeys().allowIn(tiles_->view());
}

QAction* ComparePage::addAction(const QString& name, const QString& text, const QKeySequence& shortcut,
                                const QString& tip, const std::function<void()>& act) {
  auto* action = new QAction(text, this);
  action->setObjectName("compare." + name);
  action->setShortcut(shortcut);
  const bool isPlain = !shortcut.isEmpty() && (shortcut[0].keyboardModifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
  if (isPlain) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  action->setStatusTip(tip);
  action->setToolTip(shortcut.isEmpty() ? tip : tip + " (" + shortcut.toString(QKeySequence::NativeText) + ")");
  connect(action, &QAction::triggered, this, act);
  QWidget::addAction(action);
  return action;
}

void ComparePage::addSeparator() {
  auto* separator = new QAction(this);
  separator->setSeparator(true);
  QWidget::addAction(separator);
}

void ComparePage::addActions() {
  auto* bar = content_->findChild<QHBoxLayout*>("bar");
  QAction* open = addAction(
      "openPicture", tr("Open picture…"), QKeySequence("Ctrl+Shift+P"),
      tr("Look at any picture file with the networks of the panes"), [this] {
        const QString file =
            LastFolder("pictures")
                .chooseFile(this, tr("Open picture"),
                            tr("Pictures (*.tif *.tiff *.png *.jpg *.jpeg *.bmp *.jp2 *.vrt *.webp);;All files (*)"));
        if (!file.isEmpty()) openPicture(file);
      });
  addSeparator();
  addAction("nextTile", tr("Next tile"), Qt::Key_Return, tr("Go to the next tile of the table"),
            [this] { tiles_->step(1); });
  addAction("previousTile", tr("Previous tile"), QKeySequence(Qt::SHIFT | Qt::Key_Return),
            tr("Go to the previous tile of the table"), [this] { tiles_->step(-1); });
  addAction("scoreAll", tr("Score all tiles"), Qt::Key_F5,
            tr("Predict every listed tile that has a mask with the panes’ sources"),
            [this] { Q_EMIT tiles_->scoreAllRequested(); });
  addAction("annotate", tr("Annotate"), Qt::Key_A, tr("Mend the labels of the tile that is shown"), [this] {
    if (const auto tile = tiles_->currentSample()) Q_EMIT annotateRequested(*tile);
  });
  addSeparator();
  QAction* add = addAction("addPane", tr("Add pane"), QKeySequence("Ctrl+Shift+N"), tr("Show one more source"),
                           [this] { addPane(); });
  addAction("closePane", tr("Close pane"), QKeySequence("Ctrl+Shift+W"), tr("Close the chosen pane"),
            [this] { closePane(); });
  addAction("curtain", tr("Curtain"), Qt::Key_C, tr("Swipe between two sources in the chosen pane"),
            [this] { grid_->current().toggleCurtain(); });
  addColumnsMenu();
  addSeparator();
  QAction* fitAll = addAction("fit", tr("Fit"), Qt::Key_F, tr("Show the whole picture"), [this] { fit(); });
  addAction("actualSize", tr("Actual size"), Qt::Key_0, tr("One pixel of the picture is one of the screen"),
            [this] { camera_.setScale(1.0); });
  addSeparator();
  addAction("showErrors", tr("Show errors"), Qt::Key_E, tr("Found, false and missed road in their colours"),
            [this] { lookBar_->setView(PredictionView::Errors); });
  addAction("showRoad", tr("Show road"), Qt::Key_R, tr("Road above the threshold"),
            [this] { lookBar_->setView(PredictionView::Road); });
  addAction("showProbability", tr("Show probability"), Qt::Key_P, tr("How probable road is, as a heat map"),
            [this] { lookBar_->setView(PredictionView::HeatMap); });
  addSeparator();
  lookBar_->addThresholdAction(*addAction("usualThreshold", tr("Threshold 0.5"), QKeySequence("Ctrl+Alt+0"),
                                          tr("Back to 0.5, the threshold that networks are evaluated at"),
                                          [this] { lookBar_->setThreshold(kUsualThreshold); }),
                               tr("0.5"));
  lookBar_->addThresholdAction(
      *addAction("bestThreshold", tr("Best threshold on these tiles"), QKeySequence("Ctrl+Alt+H"),
                 tr("The threshold with the best IoU of the chosen pane’s network over the scored tiles of the list. "
                    "It is chosen on the very tiles that are shown, so that their scores flatter"),
                 [this] { useBestThreshold(); }),
      tr("Best"));
  addSeparator();
  QAction* panes = addAction("exportPanes", tr("Export panes…"), QKeySequence("Ctrl+E"),
                             tr("Save what the panes show, with their names, as PNG or PDF"), [this] {
                               askAndExport(tr("Export panes"), [this](const QString& f) { exportPanes(f); });
                             });
  QAction* rows =
      addAction("exportTiles", tr("Export selected tiles…"), QKeySequence("Ctrl+Shift+E"),
                tr("Save the tiles selected in the table as rows of a figure, the panes’ sources as columns"),
                [this] { askAndExport(tr("Export tiles"), [this](const QString& f) { exportTiles(f); }); });

  QAction* predict = addAction("predictFiles", tr("Predict and save…"), QKeySequence("Ctrl+Alt+W"),
                               tr("Write masks or probabilities of pictures of any size, or of a folder of them"),
                               [this] { askWhatToPredict(); });

  bar->addWidget(toolButton(fitAll, "fit"));
  bar->addWidget(toolButton(add, "add"));
  bar->addWidget(toolButton(open, "picture"));
  auto* exports = toolButton(panes, "export");
  exports->setPopupMode(QToolButton::MenuButtonPopup);
  exports->addAction(panes);
  exports->addAction(rows);
  exports->addAction(predict);
  bar->addWidget(exports);
}

void ComparePage::addColumnsMenu() {
  auto* menu = new QMenu(tr("Columns"), this);
  auto* group = new QActionGroup(menu);
  for (int columns = 0; columns <= 5; ++columns) {
    QAction* choice = menu->addAction(columns == 0 ? tr("Automatic") : QString::number(columns));
    choice->setStatusTip(columns == 0 ? tr("As many panes side by side as fit best")
                                      : tr("Panes side by side: %1").arg(columns));
    choice->setCheckable(true);
    choice->setActionGroup(group);
    connect(choice, &QAction::triggered, this, [this, columns] { grid_->setColumns(columns); });
  }
  connect(menu, &QMenu::aboutToShow, this, [this, group] {
    const auto index = grid_->chosenColumns();
    if (index < group->actions().size()) group->actions().at(index)->setChecked(true);
  });
  menu->menuAction()->setObjectName("compare.columns");
  menu->menuAction()->setStatusTip(tr("How many panes stand side by side"));
  QWidget::addAction(menu->menuAction());
}

void ComparePage::connectParts() {
  connect(lookBar_, &LookBar::lookChanged, this, [this](const PaneLook& look) {
    pictures_.setLook(look);
    tiles_->table().setThreshold(look.threshold);
    if (look.threshold != bestThreshold_) tiles_->setThresholdNote({});
    showScores();
  });
  connect(lookBar_, &LookBar::thresholdSettled, tiles_, &TilePanel::sortAgain);
  connect(grid_, &PaneGrid::panesChanged, this, &ComparePage::panesChanged);
  connect(grid_, &PaneGrid::fitRequested, this, &ComparePage::fit);
  connect(grid_, &PaneGrid::resized, this, [this] {
    if (isFitted()) fit();
  });
  connect(grid_, &PaneGrid::hovered, this, [this](std::optional<QPointF> point) {
    pointer_ = point;
    showReadout();
  });
  connect(&pictures_, &PanePictures::changed, this, &ComparePage::showPanes);
  connect(&camera_, &SharedCamera::changed, this,
          [this] { zoom_->setText(tr("%1 %").arg(camera_.scale() * 100.0, 0, 'f', camera_.scale() < 0.1 ? 1 : 0)); });
  connect(tiles_, &TilePanel::tileChosen, this, &ComparePage::chooseTile);
  connect(&tiles_->choice(), &ListChoice::tileSetChanged, this, [this] {
    if (document_ != nullptr) refreshTiles();
  });
  connect(tiles_, &TilePanel::scoreAllRequested, this, [this] {
    if (predictions_) predictions_->scoreAll(tasksFor(tiles_->samplesWithMasks(), scoredSources()));
  });
  connect(saver_, &PredictionSaver::message, this, &ComparePage::message);
  connect(tiles_, &TilePanel::cancelRequested, this, &ComparePage::stopPredicting);
  connect(&controller_, &RunController::stateChanged, this, &ComparePage::useThreads);
}

}  // namespace macadam
