#pragma once

#include "spec/run_spec.h"
#include "ui/train/fold_section.h"
#include "ui/train/form_hooks.h"

#include <QString>
#include <QWidget>
#include <string>

class QLabel;
class QVBoxLayout;

namespace macadam {

class ChoiceBox;
class FieldRow;
class SpecFields;
struct Field;

/// The settings of a run one below the other: the method first, then a section for each part of the spec, with a block
/// for each network. Its rows write into the spec.
class SpecPage : public QWidget {
  Q_OBJECT

 public:
  /// Without the fields of the method.
  /// @param spec outlives the page. @param hooks likewise. @param drawsSplit whether a run draws its split by rules.
  SpecPage(RunSpec& spec, const FormHooks& hooks, bool drawsSplit);

  /// Fields of the method that the spec has now.
  void buildMethod();
  /// Shows the chosen row, problems that are folded away, and only what the method has a use for.
  /// @param source what a run trains on.
  void refresh(const std::string& row, const QString& source);
  /// Where the method is chosen.
  FieldRow* methodRow() const { return methodRow_; }

 Q_SIGNALS:
  void rowChosen(const std::string& row);
  void teacherWished();
  void lessTeachersWished();
  /// Some rows are others now.
  void rebuilt();

 private:
  struct Sections;

  void addMethodSection();
  FoldSection* addSection(const QString& title, const QString& key);
  QWidget* teacherButtons();
  QWidget* networkBlock(const Field& field, NetworkSpec& network);

  RunSpec& spec_;
  const FormHooks& hooks_;
  QVBoxLayout* layout_;
  FieldRow* methodRow_ = nullptr;
  ChoiceBox* rowChoice_ = nullptr;
  QLabel* methodDoc_ = nullptr;
  QVBoxLayout* methodLayout_ = nullptr;
  SpecFields* methodFields_ = nullptr;
  QLabel* sourceText_ = nullptr;
};

}  // namespace macadam
