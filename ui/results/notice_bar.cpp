#include "ui/results/notice_bar.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <utility>

namespace macadam {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), text_(new QLabel(this)), button_(new QPushButton(this)), close_(new QToolButton(this)) {
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setWordWrap(true);
  close_->setIcon(Theme::instance().icon("close"));
  close_->setAutoRaise(true);
  close_->setToolTip(tr("Close"));
  close_->setAccessibleName(tr("Close the notice"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 6, 6, 6);
  layout->addWidget(text_, 1);
  layout->addWidget(button_);
  layout->addWidget(close_);
  connect(close_, &QToolButton::clicked, this, &QWidget::hide);
  connect(button_, &QPushButton::clicked, this, [this] {
    hide();
    if (act_) act_();
  });
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
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
  button_->setVisible(act_ != nullptr);
  setVisible(true);
}

QString NoticeBar::text() const {
  return text_->text();
}

void NoticeBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Theme::instance().colours().border);
  painter.setBrush(Theme::instance().colours().raised);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

}  // namespace macadam
