#pragma once

#include "base/error.h"

#include <QWidget>
#include <optional>
#include <string>

class QGridLayout;
class QLabel;
class QToolButton;

namespace macadam {

/// One field of a form: its name, its editor, and, below that, what is wrong with it or worth knowing.
class FieldRow : public QWidget {
  Q_OBJECT

 public:
  /// @param path the field's, as `schedule.learning_rate`; @param help what the field means.
  FieldRow(std::string path, const QString& label, QString help, QWidget* editor, QWidget* parent = nullptr);

  const std::string& path() const { return path_; }
  const QString& label() const { return label_; }
  const QString& help() const { return help_; }
  QWidget* editor() const { return editor_; }
  QString problem() const;
  void setProblem(const QString& text);
  /// What is worth knowing of its value, and not wrong.
  void setNote(const QString& text);
  /// Marks it as changed from a value, and offers that; nothing where it has not been changed.
  void setChanged(const std::optional<QString>& from);
  /// What is written there, where that is no value at all; the spec then keeps the last value.
  const std::optional<Problem>& unreadable() const { return unreadable_; }

 public Q_SLOTS:
  /// The person has changed what is written there.
  void noteEdit(const std::optional<Problem>& unreadable = {});

 Q_SIGNALS:
  void edited();
  void hovered();
  void left();
  /// The value that it was changed from is wanted back.
  void resetWished();

 protected:
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void colour();

  std::string path_;
  QString label_, help_;
  QWidget* editor_;
  QLabel* name_;
  QToolButton* reset_ = nullptr;
  QLabel* problem_;
  QLabel* note_;
  std::optional<QString> changedFrom_;
  std::optional<Problem> unreadable_;
};

}  // namespace macadam
