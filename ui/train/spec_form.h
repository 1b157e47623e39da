#pragma once

#include "base/error.h"
#include "spec/run_spec.h"
#include "spec/weights_report.h"
#include "ui/train/fold_section.h"
#include "ui/train/form_change.h"
#include "ui/train/form_hooks.h"

#include <QSet>
#include <QString>
#include <QUndoStack>
#include <QWidget>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QScrollArea;

namespace macadam {

class SpecPage;

/// What a run of the open project trains on.
struct RunSource {
  std::filesystem::path data;  ///< The project's folder.
  int windowSize = 512;
  int shortestSide = 0;         ///< Of its tiles, in pixels; 0 where that is not known.
  std::filesystem::path split;  ///< Empty draws one by the rules of the form.
  std::size_t labelled = 0;     ///< Of the split.
  std::size_t unlabelled = 0;
  std::vector<std::string> validation = {};  ///< Its tiles, which previews can show.
  QString summary;                           ///< In a line or two.
};

/// Everything that decides a run, to edit; what is wrong is said below the field as one types.
class SpecForm : public QWidget {
  Q_OBJECT

 public:
  explicit SpecForm(QWidget* parent = nullptr);

  /// The settings as they stand; a field that holds no value at all keeps its last one.
  RunSpec spec() const;
  /// Takes other settings as a whole, in one step that can be undone; `from` says what they are from.
  void setSpec(const RunSpec& spec, const QString& from = {});
  /// Takes a preset's settings, but keeps the chosen row, the device and the seed. One step, too.
  void usePreset(const std::string& name);
  std::string row() const { return now_.row(); }
  /// Changes the method. What was set for this one is there again; otherwise what was changed in the one before is
  /// carried over, where both have it.
  void chooseRow(const std::string& row);
  /// The settings with the SSLKD method, from which a suite derives its rows.
  RunSpec suiteBase() const;
  /// Whether anything but the row has changed since `setSpec` or `usePreset`.
  bool isEdited() const;
  /// What the settings were made from.
  const QString& from() const { return now_.from; }
  /// Gives a field the value that it had in what the settings were made from.
  void resetField(const std::string& path);
  QUndoStack& history() { return history_; }
  /// The settings stay, and nothing that led to them can be undone.
  void clearHistory();

  /// One more teacher, which begins as the last one is set and takes part where teachers are trained.
  void addTeacher();
  /// Takes the last teacher out again. @pre there are more than two
  void removeTeacher();

  void setSource(std::optional<RunSource> source);
  const std::optional<RunSource>& source() const { return source_; }

  /// Says at the fields that name the file what it holds for their networks.
  void setWeights(const QString& file, const WeightsReport& report);

  std::vector<Problem> problems() const;
  /// Opens and focuses the first field that needs attention. @return what is wrong, also where that is in no field.
  QString showFirstProblem();
  /// Opens and focuses the field of that path, where the form has one.
  void showField(const std::string& path);

  QStringList openSections() const { return {open_.begin(), open_.end()}; }
  void setOpenSections(const QStringList& keys);

 Q_SIGNALS:
  void changed();
  /// A field names a file of weights of which nothing is known yet, or only that it holds none for us.
  void weightsNamed(const QString& file);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  friend class FormChange;

  void rebuild();
  FoldSection* makeFold(const QString& title, const QString& key, FoldSection::Rank rank);
  void adopt(FieldRow* row);
  void noteEdit(const FieldRow& row);
  /// Adds a step to the history, where anything has changed since the last.
  void noteStep(const QString& text, const std::string& path = {});
  void restore(const FormState& state, const std::string& path);
  void markChanges();
  /// Follows the keyboard from field to field.
  void visit();
  void reveal(FieldRow* row);
  /// Shows problems, and hides what the method has no use for.
  void refresh();
  /// Null shows how to get help.
  void showHelp(const FieldRow* row);
  /// The one that has the keyboard; null where none has.
  const FieldRow* focusedRow() const;
  void followPointer(const FieldRow* row);
  /// What is known of the file that a network begins from, and whether it fits that network; empty where nothing is.
  std::optional<Problem> weightsMisfit(Role role) const;
  QString weightsNote(Role role) const;
  /// Of crops that are larger than the tiles; empty as a rule.
  QString cropNote() const;
  /// Offers the tiles that a preview can show.
  void offerTiles();
  void setName(const std::string& name);
  void orderTabs();
  bool shows(const std::string& path) const;

  FormState now_;
  FormState told_;  ///< After the last step of the history.
  QUndoStack history_;
  bool isComposing_ = false;  ///< What the rows tell belongs to a larger step.
  int visit_ = 0;
  const FieldRow* visited_ = nullptr;  ///< That has the keyboard; only compared.
  std::optional<RunSource> source_;
  std::map<std::string, WeightsReport> weights_;  ///< By the file.
  QSet<QString> open_;
  FormHooks hooks_;

  QScrollArea* scroll_;
  QLabel* general_;
  QLabel* help_;
  SpecPage* page_ = nullptr;  ///< In `scroll_`, built anew where rows come or go.
};

}  // namespace macadam
