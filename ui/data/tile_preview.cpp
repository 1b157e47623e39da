#include "ui/data/tile_preview.h"

#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace macadam {
namespace {

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
      canvas_(new TileCanvas(this)),
      reader_(
          threads_, Overtaken::Dropped,
          [this](const TilePicture& tile) { canvas_->setTile(tile, shownSize_, TileCanvas::Camera::Keep); },
          [this](const QList<Problem>& problems) {
            canvas_->setTile({.failure = problemText(problems)}, shownSize_, TileCanvas::Camera::Keep);
          }) {
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
  connect(canvas_, &TileCanvas::doubleClicked, this, &TilePreview::closed);
  connect(canvas_, &TileCanvas::scaleChanged, this, &TilePreview::showScale);

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
  if (std::exchange(shown_, sample.id) != sample.id || size != shownSize_) {
    canvas_->setTile(standIn == nullptr ? TilePicture() : *standIn, size, TileCanvas::Camera::Fit);
  }
  shownSize_ = size;
  reader_.run([sample] { return readTilePicture(sample, 0); });
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

void TilePreview::showScale() {
  scale_->setText(tr("%1 %").arg(qRound(100.0 * canvas_->scale() * devicePixelRatioF())));
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
      canvas_->zoomBy(1.5, QRectF(canvas_->rect()).center());
      return;
    case Qt::Key_Minus:
      canvas_->zoomBy(1.0 / 1.5, QRectF(canvas_->rect()).center());
      return;
    case Qt::Key_0:
      canvas_->fit();
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace macadam
