#include "ui/widgets/notice_bar.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <utility>

namespace macadam {
namespace {

constexpr int kIconSide = 16;
constexpr int kTintOpacity = 40;

}  // namespace

NoticeBar::NoticeBar(NoticeTone tone, QWidget* parent)
    : QFrame(parent),
      tone_(tone),
      icon_(new QLabel(this)),
      text_(new QLabel(this)),
      button_(new QPushButton(this)),
      close_(new QToolButton(this)) {
  icon_->setVisible(tone == NoticeTone::Warning);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setWordWrap(true);
  button_->setAccessibleName(tr("What the notice offers"));
  button_->hide();
  close_->setIcon(Theme::instance().icon("close"));
  close_->setAutoRaise(true);
  close_->setToolTip(tr("Dismiss"));
  close_->setAccessibleName(tr("Dismiss the notice"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 6, 6, 6);
  layout->addWidget(icon_);
  layout->addWidget(text_, 1);
  layout->addWidget(button_);
  layout->addWidget(close_);
  connect(close_, &QToolButton::clicked, this, [this] {
    const QString closed = text();
    hide();
    Q_EMIT dismissed(closed);
  });
  connect(button_, &QPushButton::clicked, this, [this] {
    hide();
    if (act_) act_();
  });
  connect(&Theme::instance(), &Theme::changed, this, &NoticeBar::showIcon);
  showIcon();
  hide();
}

void NoticeBar::show(const QString& text) {
  show(text, {}, {});
}

void NoticeBar::show(const QString& text, const QString& action, std::function<void()> act) {
  text_->setText(text);
  setAccessibleName(text);
  act_ = std::move(act);
  button_->setText(action);
  button_->setAccessibleName(action);
  button_->setVisible(act_ != nullptr);
  setVisible(!text.isEmpty());
}

QString NoticeBar::text() const {
  return isVisibleTo(parentWidget()) ? text_->text() : QString();
}

void NoticeBar::showIcon() {
  icon_->setPixmap(Theme::instance().icon("warning").pixmap(kIconSide, kIconSide));
  update();
}

void NoticeBar::paintEvent(QPaintEvent*) {
  const ThemeColours& colours = Theme::instance().colours();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(tone_ == NoticeTone::Warning ? colours.warning : colours.border);
  painter.setBrush(colours.raised);
  const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.drawRoundedRect(frame, 5, 5);
  if (tone_ == NoticeTone::Plain) return;
  QColor tint = colours.warning;
  tint.setAlpha(kTintOpacity);
  painter.setBrush(tint);
  painter.drawRoundedRect(frame, 5, 5);
}

}  // namespace macadam
