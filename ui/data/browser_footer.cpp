#include "ui/data/browser_footer.h"

#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace macadam {
namespace {

QSlider* slider(const QString& name, int smallest, int largest, int width, QWidget* parent) {
  auto* result = new QSlider(Qt::Horizontal, parent);
  result->setRange(smallest, largest);
  result->setFixedWidth(width);
  result->setAccessibleName(name);
  result->setToolTip(name);
  return result;
}

QLabel* symbol(const QString& name, QWidget* parent) {
  auto* label = new QLabel(parent);
  const auto draw = [label, name] { label->setPixmap(Theme::instance().icon(name).pixmap(16, 16)); };
  QObject::connect(&Theme::instance(), &Theme::changed, label, draw);
  draw();
  return label;
}

}  // namespace

BrowserFooter::BrowserFooter(int smallestSide, int largestSide, QWidget* parent)
    : QWidget(parent),
      count_(new MutedLabel(this)),
      paints_(new QToolButton(this)),
      opacity_(slider(tr("Opacity of the roads"), 5, 100, 90, this)),
      side_(slider(tr("Size of the tiles (Ctrl and wheel)"), smallestSide, largestSide, 110, this)) {
  paints_->setIcon(Theme::instance().icon("overlay"));
  paints_->setCheckable(true);
  paints_->setAutoRaise(true);
  paints_->setFocusPolicy(Qt::TabFocus);
  paints_->setAccessibleName(tr("Paint roads over the tiles"));
  paints_->setToolTip(tr("Paint roads over the tiles (M)"));
  side_->setPageStep(40);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 4, 12, 4);
  row->addWidget(count_, 1);
  row->addWidget(paints_);
  row->addWidget(opacity_);
  row->addSpacing(12);
  row->addWidget(symbol("tiles", this));
  row->addWidget(side_);
  connect(paints_, &QToolButton::clicked, this, [this](bool isShown) {
    Q_EMIT overlayWished({isShown, overlay_.opacity});
  });
  connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
    Q_EMIT overlayWished({true, percent / 100.0});
  });
  connect(side_, &QSlider::valueChanged, this, &BrowserFooter::sideWished);
}

void BrowserFooter::setCount(const QString& text) {
  count_->setText(text);
}

void BrowserFooter::setOverlay(const RoadOverlay& overlay) {
  const QSignalBlocker blocker(opacity_);
  overlay_ = overlay;
  opacity_->setValue(qRound(100.0 * overlay.opacity));
  paints_->setChecked(overlay.shown);
}

void BrowserFooter::setSide(int side) {
  side_->setValue(side);
}

}  // namespace macadam
