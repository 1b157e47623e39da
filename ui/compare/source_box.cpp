#include "ui/compare/source_box.h"

#include <QStandardItemModel>

namespace macadam {
namespace {

QStandardItem* addLine(QComboBox& combo, const QString& text) {
  auto* item = new QStandardItem(text);
  static_cast<QStandardItemModel*>(combo.model())->appendRow(item);
  return item;
}

void addHeading(QComboBox& combo, const QString& text) {
  QStandardItem* heading = addLine(combo, text);
  heading->setFlags(Qt::NoItemFlags);
  QFont font = combo.font();
  font.setPointSizeF(font.pointSizeF() * 0.9);
  font.setBold(true);
  heading->setFont(font);
}

void addSource(QComboBox& combo, const CompareSource& source) {
  const QString text = source.isAvailable() ? source.title : source.title + " – " + source.unavailable;
  QStandardItem* item = addLine(combo, text);
  item->setData(QString::fromStdString(source.id), Qt::UserRole);
  item->setToolTip(source.isAvailable() ? source.group : source.unavailable);
  if (!source.isAvailable()) item->setEnabled(false);
}

}  // namespace

SourceBox::SourceBox(QWidget* parent) : ElidedComboBox(parent) {
  setFocusPolicy(Qt::TabFocus);
  setMaxVisibleItems(24);
}

void SourceBox::setSources(const std::vector<CompareSource>& sources, const std::string& chosen) {
  const QSignalBlocker quiet(this);
  clear();
  QString group;
  for (const CompareSource& source : sources) {
    if (source.group != group) addHeading(*this, group = source.group);
    addSource(*this, source);
  }
  choose(chosen);
}

void SourceBox::choose(const std::string& source) {
  setCurrentIndex(findData(QString::fromStdString(source)));
}

std::string SourceBox::chosen() const {
  return currentData().toString().toStdString();
}

}  // namespace macadam
