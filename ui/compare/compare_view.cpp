#include "ui/canvas/picture_canvas.h"
#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/tile_panel.h"
#include "ui/project/project_document.h"
#include "ui/widgets/plain_keys.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QTableView>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

QString labelWord(int label) {
  if (label == kIgnore) return ComparePage::tr("truth not counted");
  return label == 1 ? ComparePage::tr("truth road") : ComparePage::tr("truth background");
}

}  // namespace

QSize ComparePage::smallestCanvas() const {
  QSize smallest(1 << 20, 1 << 20);
  for (ComparePane* pane : grid_->panes()) smallest = smallest.boundedTo(pane->canvas().deviceSize());
  return smallest;
}

void ComparePage::fit() {
  if (fittedSize_.isEmpty()) return;
  camera_.fit(fittedSize_, smallestCanvas());
  fittedView_ = camera_.view({});
}

/// Whether nobody has zoomed or panned since the picture was fitted.
bool ComparePage::isFitted() const {
  return fittedView_ && fittedView_->centre == camera_.centre() && fittedView_->scale == camera_.scale();
}

/// Tiles of one size keep the view, so that one can look at the same place of each.
void ComparePage::fitNewSize(QSize size) {
  if (size == fittedSize_) return;
  fittedSize_ = size;
  fit();
}

QString ComparePage::readout() const {
  return readout_->text();
}

void ComparePage::showReadout() {
  for (ComparePane* pane : grid_->panes()) pane->canvas().setPointer(pointer_);
  const QString hint = tr("Hold 1–9 to see that pane’s source in the chosen pane, H or Space to hide overlays");
  if (!pointer_ || !sample_) return readout_->setText(hint);
  const QPoint at(static_cast<int>(std::floor(pointer_->x())), static_cast<int>(std::floor(pointer_->y())));
  if (!QRect(0, 0, sample_->width, sample_->height).contains(at)) return readout_->setText(hint);
  QStringList parts{tr("x %1, y %2").arg(at.x()).arg(at.y())};
  std::optional<QColor> colour;
  if (scene_) colour = scene_->colourAt(at);
  const std::shared_ptr<const Tile>& tile = pictures_.tile();
  const bool isInTile = tile && at.x() < tile->image.cols && at.y() < tile->image.rows;
  if (isInTile) {
    const auto rgb = tile->image.at<cv::Vec3b>(at.y(), at.x());
    colour = QColor(rgb[0], rgb[1], rgb[2]);
  }
  if (colour) parts.append(tr("RGB %1 %2 %3").arg(colour->red()).arg(colour->green()).arg(colour->blue()));
  if (isInTile && !tile->mask.empty()) parts.append(labelWord(tile->mask.at<uchar>(at.y(), at.x())));
  const std::vector<CompareSource> shown = shownSources();
  for (const CompareSource& source : shown) {
    const auto probability = pictures_.probability(source.id);
    if (!probability || !isInTile) continue;
    const double value = probability->at<std::uint16_t>(at.y(), at.x()) / double(kCertain);
    parts.append(shortTitle(source.id) + " " + QLocale().toString(value, 'f', 3));
  }
  readout_->setText(parts.join("   "));
}

bool ComparePage::pressHeldKey(int key) {
  if (key == Qt::Key_H || key == Qt::Key_Space) {
    hidesOverlays_ = true;
  } else if (key >= Qt::Key_1 && key < Qt::Key_1 + static_cast<int>(grid_->panes().size())) {
    blinkedPane_ = key - Qt::Key_1;
  } else {
    return false;
  }
  showPanes();
  return true;
}

bool ComparePage::releaseHeldKey(int key) {
  if (key == Qt::Key_H || key == Qt::Key_Space) {
    hidesOverlays_ = false;
  } else if (key >= Qt::Key_1 && key <= Qt::Key_9) {
    if (blinkedPane_ == key - Qt::Key_1) blinkedPane_ = -1;
  } else {
    return false;
  }
  showPanes();
  return true;
}

void ComparePage::releaseAll() {
  if (blinkedPane_ < 0 && !hidesOverlays_) return;
  blinkedPane_ = -1;
  hidesOverlays_ = false;
  showPanes();
}

/// True when the event was one of a key that is held, or its repetition.
bool ComparePage::handleHeldKey(QEvent* event) {
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) return false;
  const auto* key = static_cast<QKeyEvent*>(event);
  if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier && event->type() == QEvent::KeyPress) return false;
  if (key->isAutoRepeat()) return key->key() == Qt::Key_H || key->key() == Qt::Key_Space || blinkedPane_ >= 0;
  return event->type() == QEvent::KeyPress ? pressHeldKey(key->key()) : releaseHeldKey(key->key());
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
  if (!plainKeys().mayAct() || !handleHeldKey(event)) Page::keyPressEvent(event);
}

void ComparePage::keyReleaseEvent(QKeyEvent* event) {
  if (!handleHeldKey(event)) Page::keyReleaseEvent(event);
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event) {
  // The table would search for a digit and toggle a row by Space.
  if (watched == &tiles_->view() && handleHeldKey(event)) return true;
  return Page::eventFilter(watched, event);
}

void ComparePage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::ActivationChange && !isActiveWindow()) releaseAll();
  Page::changeEvent(event);
}

void ComparePage::showEvent(QShowEvent* event) {
  if (document_ != nullptr) document_->runs().refresh();  // at once, where the catalogue would look soon
  Page::showEvent(event);
}

void ComparePage::hideEvent(QHideEvent* event) {
  releaseAll();
  Page::hideEvent(event);
}

void ComparePage::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  const bool isPicture =
      urls.size() == 1 && urls.front().isLocalFile() && QFileInfo(urls.front().toLocalFile()).isFile();
  if (document_ != nullptr && isPicture) event->acceptProposedAction();
}

void ComparePage::dropEvent(QDropEvent* event) {
  openPicture(event->mimeData()->urls().front().toLocalFile());
}

}  // namespace macadam
