#include "ui/data/tile_preview.h"

#include "ui/canvas/picture_canvas.h"
#include "ui/data/tile_layer.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kMargin = 12;
constexpr double kKeyZoom = 1.5;

QToolButton* iconButton(const QString& icon, const QString& name, const QString& key, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setIcon(Theme::instance().icon(icon));
  button->setAutoRaise(true);
  button->setAccessibleName(name);
  button->setToolTip(QStringLiteral("%1 (%2)").arg(name, key));
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

}  // namespace

TilePreview::TilePreview(QWidget* parent)
    : QWidget(parent),
      name_(new QLabel(this)),
      facts_(new MutedLabel(this)),
      scale_(new MutedLabel(this)),
      canvas_(new PictureCanvas(camera_, this)),
      reader_(
          threads_, Overtaken::Dropped, [this](const TilePicture& tile) { showPicture(tile); },
          [this](const QList<Problem>& problems) { showPicture({.failure = problemText(problems)}); }) {
  threads_.setMaxThreadCount(1);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Large tile"));
  QFont bold = name_->font();
  bold.setWeight(QFont::DemiBold);
  name_->setFont(bold);
  name_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  facts_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* previous = iconButton("previous", tr("Previous tile"), tr("Left"), this);
  auto* next = iconButton("next", tr("Next tile"), tr("Right"), this);
  auto* close = iconButton("close", tr("Back to the grid"), tr("Esc"), this);
  connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT stepped(-1); });
  connect(next, &QToolButton::clicked, this, [this] { Q_EMIT stepped(1); });
  connect(close, &QToolButton::clicked, this, &TilePreview::closed);
  canvas_->setFocusPolicy(Qt::NoFocus);  // keys are the preview's own
  canvas_->setAccessibleName(tr("Tile, large"));
  connect(canvas_, &PictureCanvas::fitRequested, this, &TilePreview::closed);
  connect(canvas_, &PictureCanvas::resized, this, &TilePreview::followSize);
  connect(&camera_, &SharedCamera::changed, this, &TilePreview::keepInSight);

  auto* header = new QHBoxLayout;
  header->setContentsMargins(12, 8, 8, 8);
  header->setSpacing(10);
  header->addWidget(name_);
  header->addWidget(facts_, 1);
  header->addWidget(scale_);
  for (QToolButton* button : {previous, next, close}) header->addWidget(button);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(header);
  column->addWidget(canvas_, 1);
}

void TilePreview::showTile(const Sample& sample, const TilePicture* standIn) {
  const QSize size(sample.width, sample.height);
  const bool isAnother = std::exchange(shown_, sample.id) != sample.id || size != tileSize_;
  tileSize_ = size;
  if (isAnother) {
    showPicture(standIn == nullptr ? TilePicture() : *standIn);
    fit();
  }
  reader_.run([sample] { return readTilePicture(sample, 0); });
}

void TilePreview::showPicture(TilePicture tile) {
  tile_ = std::move(tile);
  canvas_->setNote(tile_.picture.isNull() ? tile_.failure : QString());
  setOverlay(overlay_);
}

void TilePreview::setOverlay(const RoadOverlay& overlay) {
  overlay_ = overlay;
  canvas_->setLayer(std::make_shared<TileLayer>(tile_, tileSize_, overlay_));
}

QSize TilePreview::room() const {
  const int margin = qRound(kMargin * devicePixelRatioF());
  return canvas_->deviceSize().shrunkBy({margin, margin, margin, margin}).expandedTo({1, 1});
}

void TilePreview::fit() {
  fits_ = true;
  camera_.fit(tileSize_, room());
  keepInSight();
}

void TilePreview::followSize() {
  if (fits_) return fit();
  keepInSight();
}

void TilePreview::keepInSight() {
  if (tileSize_.isEmpty()) return;
  const double least = SharedCamera::fittingScale(tileSize_, room());
  fits_ = camera_.scale() <= least;
  const double scale = std::max(camera_.scale(), least);
  const QPointF middle(tileSize_.width() / 2.0, tileSize_.height() / 2.0);
  const QSizeF beyond = (QSizeF(tileSize_) - QSizeF(room()) / scale) / 2.0;
  const double x = std::max(0.0, beyond.width()), y = std::max(0.0, beyond.height());
  const QPointF offset = camera_.centre() - middle;
  camera_.lookAt(middle + QPointF(std::clamp(offset.x(), -x, x), std::clamp(offset.y(), -y, y)), scale);
  scale_->setText(tr("%1 %").arg(qRound(100.0 * camera_.scale())));
}

void TilePreview::setFacts(const QString& name, const QString& facts) {
  name_->setText(name);
  factsText_ = facts;
  facts_->setToolTip(facts);
  elideFacts();
}

void TilePreview::elideFacts() {
  facts_->setText(facts_->fontMetrics().elidedText(factsText_, Qt::ElideRight, facts_->width()));
}

void TilePreview::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layout()->activate();
  elideFacts();
}

void TilePreview::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_Space:
    case Qt::Key_Return:
      Q_EMIT closed();
      return;
    case Qt::Key_Left:
    case Qt::Key_Up:
      Q_EMIT stepped(-1);
      return;
    case Qt::Key_Right:
    case Qt::Key_Down:
      Q_EMIT stepped(1);
      return;
    case Qt::Key_Plus:
      camera_.zoomBy(kKeyZoom);
      return;
    case Qt::Key_Minus:
      camera_.zoomBy(1.0 / kKeyZoom);
      return;
    case Qt::Key_0:
      fit();
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace macadam
