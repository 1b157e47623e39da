#include "ui/train/spec_fields.h"

#include <QLabel>

namespace macadam {

SpecFields::SpecFields(std::string path, const FormHooks& hooks, QWidget* parent)
    : QWidget(parent), path_(std::move(path)), hooks_(hooks) {
  setObjectName(QString::fromStdString(path_));
}

void SpecFields::add(FieldRow* row) {
  hooks_.adopt(row);
  (isEveryday(row->path()) ? everyday_ : others_).push_back(row);
}

void SpecFields::addTable(const Field& field, SpecFields* fields) {
  if (fields->isRare_) {
    FoldSection* fold = hooks_.makeFold(fieldLabel(field.key), fields->objectName(), FoldSection::Rank::Detail);
    fold->setToolTip(QString::fromUtf8(field.doc.data(), static_cast<qsizetype>(field.doc.size())));
    fold->content()->addWidget(fields);
    tables_.push_back(fold);
    return;
  }
  auto* heading = new QLabel(fieldLabel(field.key), fields);
  heading->setToolTip(QString::fromUtf8(field.doc.data(), static_cast<qsizetype>(field.doc.size())));
  QFont font = heading->font();
  font.setItalic(true);
  heading->setFont(font);
  static_cast<QVBoxLayout*>(fields->layout())->insertWidget(0, heading);
  tables_.push_back(fields);
}

void SpecFields::finish() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  isRare_ = everyday_.empty();
  if (isRare_) everyday_.swap(others_);
  for (FieldRow* row : everyday_) layout->addWidget(row);
  if (!others_.empty()) {
    FoldSection* fold = hooks_.makeFold(tr("More"), QString::fromStdString(path_) + ".more", FoldSection::Rank::Detail);
    for (FieldRow* row : others_) fold->content()->addWidget(row);
    layout->addWidget(fold);
  }
  for (QWidget* fields : tables_) layout->addWidget(fields);
}

}  // namespace macadam
