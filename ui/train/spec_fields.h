#pragma once

#include "spec/run_spec_fields.h"
#include "ui/train/field_editors.h"
#include "ui/train/fold_section.h"
#include "ui/train/form_hooks.h"
#include "ui/train/spec_words.h"

#include <QCoreApplication>
#include <QVBoxLayout>
#include <QWidget>
#include <string>
#include <vector>

namespace macadam {

/// The rows of one struct of a spec: the everyday ones, the others folded away, then structs within it.
class SpecFields : public QWidget {
  Q_DECLARE_TR_FUNCTIONS(macadam::SpecFields)  // a template constructor is beyond moc

 public:
  template <typename Spec>
  SpecFields(Spec& spec, std::string path, const FormHooks& hooks, QWidget* parent)
      : SpecFields(std::move(path), hooks, parent) {
    visitFields(spec, *this);
    finish();
  }

  /// Without rows: visit it with the fields, then finish it.
  SpecFields(std::string path, const FormHooks& hooks, QWidget* parent);
  void finish();

  // The visitor's side.
  template <typename T>
  void value(const Field& field, T& member) {
    std::string path = joinPath(path_, field.key);
    if (hooks_.shows(path)) add(valueRow(field, std::move(path), member, this));
  }

  template <typename T>
  void choice(const Field& field, T& member, const auto& choices) {
    std::string path = joinPath(path_, field.key);
    if (choices.size() < 2 || !hooks_.shows(path)) return;  // of one there is nothing to choose
    std::vector<std::string_view> names;
    std::vector<T> values;
    int current = 0;
    for (const auto& choice : choices) {
      if constexpr (std::same_as<T, Role>) {
        if (choice.value != member && !hooks_.hasRole(choice.value)) continue;
      }
      if (choice.value == member) current = static_cast<int>(names.size());
      names.push_back(choice.name);
      values.push_back(choice.value);
    }
    const auto chosen = [&member, values](int place) { member = values[static_cast<std::size_t>(place)]; };
    add(choiceRow(field, std::move(path), names, current, chosen, this));
  }

  template <typename Spec>
  void table(const Field& field, Spec& spec) {
    addTable(field, new SpecFields(spec, joinPath(path_, field.key), hooks_, this));
  }

 private:
  void add(FieldRow* row);
  void addTable(const Field& field, SpecFields* fields);

  std::string path_;
  const FormHooks& hooks_;
  std::vector<FieldRow*> everyday_;
  std::vector<FieldRow*> others_;
  bool isRare_ = false;  ///< Without everyday rows: a part that is folded away as a whole.
  std::vector<QWidget*> tables_;
};

}  // namespace macadam
