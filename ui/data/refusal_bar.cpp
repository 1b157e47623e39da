#include "ui/data/refusal_bar.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace macadam {

RefusalBar::RefusalBar(QWidget* parent) : QFrame(parent), icon_(new QLabel(this)), text_(new QLabel(this)) {
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* close = new QToolButton(this);
  close->setIcon(Theme::instance().icon("close"));
  close->setAutoRaise(true);
  close->setAccessibleName(tr("Dismiss"));
  close->setToolTip(tr("Dismiss"));
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  connect(&Theme::instance(), &Theme::changed, this, &RefusalBar::tint);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 4, 6, 4);
  row->addWidget(icon_);
  row->addWidget(text_, 1);
  row->addWidget(close);
  setAutoFillBackground(true);
  tint();
  hide();
}

void RefusalBar::say(const QString& text) {
  text_->setText(text);
  setAccessibleName(text);
  setVisible(!text.isEmpty());
}

QString RefusalBar::text() const {
  return isVisibleTo(parentWidget()) ? text_->text() : QString();
}

void RefusalBar::tint() {
  QColor ground = Theme::instance().colours().warning;
  ground.setAlpha(40);
  QPalette tinted = QApplication::palette();
  tinted.setColor(QPalette::Window, ground);
  setPalette(tinted);
  icon_->setPixmap(Theme::instance().icon("warning").pixmap(16, 16));
}

}  // namespace macadam
