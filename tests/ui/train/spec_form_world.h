#pragma once

#include "ui/train/field_row.h"
#include "ui/train/spec_form.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <algorithm>
#include <string>

namespace macadam {

inline FieldRow* rowOfField(SpecForm& form, const std::string& path) {
  const QList<FieldRow*> rows = form.findChildren<FieldRow*>();
  const auto found = std::ranges::find(rows, path, &FieldRow::path);
  return found == rows.end() ? nullptr : *found;
}

inline void type(SpecForm& form, const std::string& path, const QString& text) {
  QWidget* editor = rowOfField(form, path)->editor();
  if (auto* box = qobject_cast<QComboBox*>(editor)) return box->setEditText(text);
  auto* line = qobject_cast<QLineEdit*>(editor);
  if (line == nullptr) line = editor->findChild<QLineEdit*>();
  line->selectAll();
  QTest::keyClicks(line, text);
  if (text.isEmpty()) QTest::keyClick(line, Qt::Key_Delete);
}

inline QString problemOf(SpecForm& form, const std::string& path) {
  return rowOfField(form, path)->problem();
}

inline RunSource source() {
  return {.data = "/projects/town",
          .windowSize = 320,
          .split = "/projects/town/splits/a.toml",
          .labelled = 4,
          .unlabelled = 16,
          .summary = "town"};
}

}  // namespace macadam
