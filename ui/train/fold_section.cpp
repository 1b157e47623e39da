#include "ui/train/fold_section.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace macadam {

FoldSection::FoldSection(const QString& title, const QString& key, Rank rank, QWidget* parent)
    : QWidget(parent), title_(title), key_(key), rank_(rank), header_(new QToolButton(this)), body_(new QWidget(this)) {
  header_->setAutoRaise(true);
  header_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  header_->setIconSize({10, 10});
  header_->setAccessibleName(title);
  header_->setAccessibleDescription(tr("Folds and unfolds this part"));
  header_->setFocusPolicy(Qt::TabFocus);
  if (rank == Rank::Section) {
    QFont font = header_->font();
    font.setBold(true);
    header_->setFont(font);
  }
  content_ = new QVBoxLayout(body_);
  content_->setContentsMargins(rank == Rank::Section ? 4 : 0, 2, 0, rank == Rank::Section ? 10 : 4);
  content_->setSpacing(6);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, rank == Rank::Section ? 5 : 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(header_, 0, Qt::AlignLeft);
  layout->addWidget(body_);
  connect(header_, &QToolButton::clicked, this, [this] { setOpen(!isOpen_); });
  connect(&Theme::instance(), &Theme::changed, this, &FoldSection::showHeader);
  body_->hide();
  showHeader();
}

void FoldSection::setOpen(bool open) {
  if (open == isOpen_) return;
  isOpen_ = open;
  body_->setVisible(open);
  showHeader();
  Q_EMIT toggled(open);
}

void FoldSection::setAttention(int problems) {
  problems_ = problems;
  showHeader();
}

void FoldSection::showHeader() {
  const bool tells = problems_ > 0 && !isOpen();
  header_->setText(tells ? tr("%1 – %n to mend", nullptr, problems_).arg(title_) : title_);
  header_->setIcon(Theme::instance().icon(isOpen() ? "fold-open" : "fold-closed"));
  QPalette colours;
  if (tells) colours.setColor(QPalette::ButtonText, Theme::instance().colours().error);
  header_->setPalette(colours);
}

void FoldSection::paintEvent(QPaintEvent*) {
  if (rank_ != Rank::Section) return;
  QPainter painter(this);
  painter.setPen(Theme::instance().colours().border);
  painter.drawLine(0, 0, width(), 0);
}

}  // namespace macadam
