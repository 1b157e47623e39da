#include "ui/train/field_editors.h"

#include "ui/train/choice_box.h"
#include "ui/train/number_edit.h"
#include "ui/train/path_edit.h"
#include "ui/train/spec_words.h"

#include <QCheckBox>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>

namespace macadam {
namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

FieldRow* makeRow(const std::string& path, QString help, QWidget* editor, QWidget* parent) {
  return new FieldRow(path, fieldLabel(path), std::move(help), editor, parent);
}

/// `“ten”`, or that there is nothing.
std::string quoted(const std::string& written) {
  return written.empty() ? "is empty" : "is “" + written + "”";
}

}  // namespace

FieldRow* flagRow(const Field& field, std::string path, bool& member, QWidget* parent) {
  auto* box = new QCheckBox;
  box->setChecked(member);
  FieldRow* row = makeRow(path, text(field.doc), box, parent);
  QObject::connect(box, &QCheckBox::toggled, row, [row, &member](bool on) {
    member = on;
    row->noteEdit();
  });
  return row;
}

FieldRow* textRow(const Field& field, std::string path, std::string& member, QWidget* parent) {
  auto* line = new QLineEdit(QString::fromStdString(member));
  FieldRow* row = makeRow(path, text(field.doc), line, parent);
  QObject::connect(line, &QLineEdit::textChanged, row, [row, &member](const QString& written) {
    member = written.toStdString();
    row->noteEdit();
  });
  return row;
}

FieldRow* tileRow(const Field& field, std::string path, std::string& member, QWidget* parent) {
  auto* box = new ChoiceBox;
  box->setEditable(true);
  box->setInsertPolicy(QComboBox::NoInsert);
  box->lineEdit()->setPlaceholderText(PathEdit::tr("One that has roads"));
  box->completer()->setCompletionMode(QCompleter::PopupCompletion);
  box->completer()->setFilterMode(Qt::MatchContains);
  box->setEditText(QString::fromStdString(member));
  FieldRow* row = makeRow(path, text(field.doc), box, parent);
  QObject::connect(box, &QComboBox::currentTextChanged, row, [row, &member](const QString& written) {
    member = written.trimmed().toStdString();
    row->noteEdit();
  });
  return row;
}

void offerChoices(FieldRow& row, const QStringList& choices) {
  auto* box = qobject_cast<QComboBox*>(row.editor());
  const QSignalBlocker blocker(box);
  const QString written = box->currentText();
  box->clear();
  box->addItems(choices);
  box->setCurrentIndex(-1);
  box->setEditText(written);
}

FieldRow* pathRow(const Field& field, std::string path, std::string& member, QWidget* parent) {
  const bool isRun = path.ends_with("_from");
  const QString whenEmpty = path.ends_with("teachers_from")  ? PathEdit::tr("Train them first")
                            : path.ends_with("student_from") ? PathEdit::tr("Begin anew")
                                                             : PathEdit::tr("From scratch");
  auto* edit = new PathEdit(isRun ? PathEdit::Target::Folder : PathEdit::Target::File, whenEmpty);
  edit->setText(QString::fromStdString(member));
  FieldRow* row = makeRow(path, text(field.doc), edit, parent);
  QObject::connect(edit, &PathEdit::textChanged, row, [row, &member](const QString& written) {
    member = written.toStdString();
    row->noteEdit();
  });
  QObject::connect(edit, &PathEdit::missing, row, [row, isRun](const QString& written) {
    const std::string what = isRun ? "no folder " : "no file ";
    row->noteEdit(Problem{row->path(), "there is " + what + written.toStdString(),
                          isRun ? "choose the folder of a run" : "choose one, or leave the field empty"});
  });
  return row;
}

FieldRow* deviceRow(const Field& field, std::string path, DeviceSpec& member, QWidget* parent) {
  auto* box = new ChoiceBox;
  box->setEditable(true);
  box->addItems({"auto", "cpu", "cuda", "cuda:1"});
  box->setCurrentText(QString::fromStdString(toText(member)));
  const std::string allowed = allowedValues<DeviceSpec>(field);
  FieldRow* row = makeRow(path, text(field.doc), box, parent);
  QObject::connect(box, &QComboBox::currentTextChanged, row, [row, allowed, &member](const QString& written) {
    const std::optional<DeviceSpec> device = deviceFromText(written.toStdString());
    if (device) member = *device;
    row->noteEdit(device ? std::nullopt
                         : std::optional(Problem{row->path(), quoted(written.toStdString()), "write " + allowed}));
  });
  return row;
}

FieldRow* choiceRow(const Field& field, std::string path, const std::vector<std::string_view>& names, int current,
                    std::function<void(int)> chosen, QWidget* parent) {
  auto* box = new ChoiceBox;
  for (const std::string_view name : names) box->addItem(choiceLabel(name));
  box->setCurrentIndex(current);
  FieldRow* row = makeRow(path, text(field.doc), box, parent);
  QObject::connect(box, &QComboBox::currentIndexChanged, row, [row, chosen = std::move(chosen)](int place) {
    chosen(place);
    row->noteEdit();
  });
  return row;
}

FieldRow* numberRow(const Field& field, std::string path, bool isWhole, const std::string& allowed,
                    const std::string& number, std::function<bool(const std::string&)> write, QWidget* parent) {
  auto* edit =
      new NumberEdit(isWhole ? NumberEdit::Kind::Whole : NumberEdit::Kind::Real, field.range.low, field.range.high);
  edit->setText(QString::fromStdString(number));
  FieldRow* row = makeRow(path, text(field.doc) + ' ' + sentence(allowed, "") + '.', edit, parent);
  QObject::connect(edit, &NumberEdit::textChanged, row, [row, edit, allowed, write = std::move(write)] {
    const std::string written = edit->numberText().toStdString();
    row->noteEdit(write(written) ? std::nullopt
                                 : std::optional(Problem{row->path(), quoted(written), "write " + allowed}));
  });
  return row;
}

}  // namespace macadam
