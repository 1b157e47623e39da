#include "ui/data/mask_line.h"

#include "ui/widgets/capitalised.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace macadam {
namespace {

constexpr int kIconSide = 16;

}  // namespace

MaskLine::MaskLine(QWidget* parent)
    : QWidget(parent), icon_(new QLabel(this)), text_(new QLabel(this)), button_(new QPushButton(tr("Change…"), this)) {
  text_->setWordWrap(true);
  text_->setMinimumWidth(1);  // a long word makes no panel wider
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  button_->setAutoDefault(false);
  button_->setAccessibleName(tr("Change what masks mean"));
  button_->setToolTip(tr("See the values of the masks, and choose which of them are road"));
  const auto draw = [this] { icon_->setPixmap(Theme::instance().icon("warning").pixmap(kIconSide, kIconSide)); };
  connect(&Theme::instance(), &Theme::changed, icon_, draw);
  draw();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(icon_, 0, Qt::AlignTop);
  row->addWidget(text_, 1);
  row->addWidget(button_, 0, Qt::AlignTop);
  connect(button_, &QPushButton::clicked, this, &MaskLine::choiceWished);
  hide();
}

void MaskLine::setMeaning(const MaskMeaning& meaning) {
  const QString text =
      meaning.open ? openMasksText(*meaning.open) : capitalised(QString::fromStdString(meaning.sentence));
  setVisible(!text.isEmpty());
  if (text.isEmpty()) return;
  text_->setText(text.endsWith('.') ? text : text + '.');
  icon_->setVisible(meaning.open.has_value());
  button_->setText(meaning.open ? tr("Choose…") : tr("Change…"));
}

QString openMasksText(const Problem& open) {
  const QString text = capitalised(QString::fromStdString(describe({open.where, open.what, ""})));
  return MaskLine::tr("%1. Choose which of them is road.").arg(text);
}

QString MaskLine::text() const {
  return isHidden() ? QString() : text_->text();
}

}  // namespace macadam
